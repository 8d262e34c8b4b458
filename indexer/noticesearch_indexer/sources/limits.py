"""How much a source may hold before it is refused."""

MAX_PAGE_BYTES = 20_000_000  # the largest real page seen has 2 MB; extraction itself stops earlier
MAX_ARCHIVE_BYTES = 20_000_000_000  # all members of one archive, unpacked
MAX_RATIO = 200  # unpacked to packed; scraped HTML packs 5 to 20 times, a zip bomb 1,000 times
RATIO_FREE_BYTES = 1_000_000  # small members may pack as well as they like
MAX_LINE_BYTES = 40_000_000  # one JSON record
