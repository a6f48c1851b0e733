-- A hold whose budgets have all moved to another zone, where its day and month are over, belongs to no period: resizing it failed.

-- Changes what is set aside, down or up. Up only where every period of the hold has room.
create or replace function public.siso_resize(p_request_id uuid, p_lease_token uuid, p_amount_micros bigint, p_tokens bigint) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_hold public.usage_holds;
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_resize');
  if v_answer is not null then
    return v_answer;
  end if;
  if coalesce(p_amount_micros, 0) <= 0 or coalesce(p_tokens, 0) <= 0 then
    raise exception using errcode = 'SI400', message = 'A hold must stay above zero', hint = 'Release the hold to give it back whole.';
  end if;
  v_now := siso.now();
  v_hold := siso.live_hold(p_lease_token, v_now);
  if v_hold.id is null then
    return siso.remember(p_request_id, 'siso_resize', siso.lease_lost());
  end if;
  if p_amount_micros < v_hold.used_micros or p_tokens < v_hold.used_tokens then
    raise exception using errcode = 'SI400', message = 'A hold cannot shrink below what its run has used',
      hint = format('At least %s micro-USD and %s tokens are used.', v_hold.used_micros, v_hold.used_tokens);
  end if;
  if exists (
    select from jsonb_array_elements(v_hold.periods) p
    join public.budget_periods b on b.budget_id = (p ->> 'budget')::int and b.kind = p ->> 'kind' and b.unit = p ->> 'unit'
      and b.starts_at = (p ->> 'startsAt')::timestamptz
    join public.token_limits_config t on t.id = b.budget_id
    cross join lateral (select case b.unit when 'usd' then p_amount_micros - v_hold.amount_micros
      when 'tokens' then p_tokens - v_hold.tokens else 0 end as more) change
    where more > 0 and b.spent + b.held + more > siso.cap_of(t, b.kind, b.unit, v_now)
  ) then
    return siso.remember(p_request_id, 'siso_resize', '{"ok": false, "reason": "no_room"}');
  end if;
  update public.budget_periods b
  set held = b.held + case b.unit when 'usd' then p_amount_micros - v_hold.amount_micros when 'tokens' then p_tokens - v_hold.tokens else 0 end
  from jsonb_array_elements(v_hold.periods) p
  where b.budget_id = (p ->> 'budget')::int and b.kind = p ->> 'kind' and b.unit = p ->> 'unit'
    and b.starts_at = (p ->> 'startsAt')::timestamptz;
  update public.usage_holds set amount_micros = p_amount_micros, tokens = p_tokens, periods = (
    select coalesce(jsonb_agg(p || jsonb_build_object('amount', case p ->> 'unit' when 'usd' then p_amount_micros when 'tokens' then p_tokens
      else (p ->> 'amount')::bigint end)), '[]') from jsonb_array_elements(v_hold.periods) p)
  where id = v_hold.id;
  update public.automation_tasks set hold_micros = p_amount_micros where id = v_hold.task_id;
  perform siso.task_event(v_hold.task_id, 'resized', jsonb_build_object('amountMicros', p_amount_micros, 'tokens', p_tokens));
  return siso.remember(p_request_id, 'siso_resize', '{"ok": true}');
end $$;
