create extension ltree;
