-- No figure of a runner may be so large that sums of the ledger cannot hold it: one of them would stop everybody.

create or replace function siso.check_entries(p_hold public.usage_holds, p_entries jsonb) returns void
language plpgsql stable as $$
begin
  if jsonb_typeof(p_entries) is distinct from 'array' or jsonb_array_length(p_entries) > 10000 or exists (
    select from jsonb_array_elements(p_entries) e
    where e ->> 'priceId' is distinct from p_hold.price_id::text
      or jsonb_typeof(e -> 'estimated') is distinct from 'boolean' or jsonb_typeof(e -> 'longPrompt') is distinct from 'boolean'
      or jsonb_typeof(e -> 'regional') is distinct from 'boolean'
      or exists (
        select from unnest(array['requests', 'inputTokens', 'outputTokens', 'cacheReadTokens', 'cacheWrite5mTokens',
          'cacheWrite1hTokens', 'webSearches']) k
        where coalesce(e ->> k, '') !~ '^[0-9]{1,10}$')
  ) then
    raise exception using errcode = 'SI400', message = 'The usage to settle is not valid',
      hint = 'Every entry needs whole, non-negative token counts and the price version of its hold.';
  end if;
end $$;
