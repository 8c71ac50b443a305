"""Words and names as people write them in five languages and two scripts: folded, stemmed, compared. Pure."""
