"""What we measure: declared features, source views, Spark transforms, evidence rules, the relationship graph."""
