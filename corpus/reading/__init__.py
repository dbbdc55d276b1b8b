"""From a file to pages in reading order and passages."""
