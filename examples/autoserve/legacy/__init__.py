"""Tables of the program that Autoserve replaced, kept readable until their data has been taken over."""
