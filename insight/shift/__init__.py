"""What each role looks at first (practice F): lists by index, each begun on `/my-shift`."""
