"""The site: questions in as URLs, pages and JSON out. Server-rendered, works without JavaScript, keeps nothing."""
