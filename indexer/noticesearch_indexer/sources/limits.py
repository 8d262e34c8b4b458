"""How much a source may hold before it is refused."""

MAX_PAGE_BYTES = 20_000_000  # the largest real page seen has 2 MB; extraction takes no larger one either (MAX_BYTES)
MAX_ARCHIVE_BYTES = 20_000_000_000  # all members of one archive, unpacked
MAX_RATIO = 200  # unpacked to packed; scraped HTML packs 5 to 20 times, a zip bomb 1,000 times
RATIO_FREE_BYTES = 1_000_000  # small members may pack as well as they like
MAX_LINE_BYTES = 40_000_000  # one JSON record
MAX_MEMBERS = 200_000  # of one archive
MAX_DIRECTORY_BYTES = 30_000_000  # the list of members, some 100 bytes each, which is held in memory
RATIO_FREE_ARCHIVE_BYTES = 100_000_000  # unpacked; members that share their bytes multiply beyond any ratio of one
