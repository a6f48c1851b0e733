-- In plpgsql, so that it is planned once a connection, as it was before a late settlement counted its request.
create or replace function siso.recharge(p_charges jsonb, p_tokens bigint, p_keep_request boolean) returns jsonb
language plpgsql immutable as $$
begin
  return (
    select coalesce(jsonb_agg(c || jsonb_build_object(
      'tokens', case c ->> 'window' when 'day' then p_tokens else least(p_tokens, (c ->> 'limit')::bigint) end,
      'requests', case when p_keep_request and c ->> 'window' = 'minute' then 1 else 0 end)), '[]')
    from jsonb_array_elements(p_charges) c);
end $$;
