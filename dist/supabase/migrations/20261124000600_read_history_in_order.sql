-- With some ten thousand finished tasks and fresh statistics the planner expected fewer alike than the fifty that are looked at,
-- and sorted them all instead of reading the newest from their index: an admission took three times as long.
alter function siso.ask_of(jsonb, jsonb, timestamptz) set enable_sort = off;
alter function siso.ask_of(jsonb, jsonb, timestamptz) set enable_bitmapscan = off;
