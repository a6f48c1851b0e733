-- A late settlement of a run that was taken for one that never started counts its request again: the charge had forgotten it.
create or replace function siso.recharge(p_charges jsonb, p_tokens bigint, p_keep_request boolean) returns jsonb
language sql immutable as $$
  select coalesce(jsonb_agg(c || jsonb_build_object(
    'tokens', case c ->> 'window' when 'day' then p_tokens else least(p_tokens, (c ->> 'limit')::bigint) end,
    'requests', case when p_keep_request and c ->> 'window' = 'minute' then 1 else 0 end)), '[]')
  from jsonb_array_elements(p_charges) c;
$$;
