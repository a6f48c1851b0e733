-- One cap for a whole chain: what its steps cost and what those that run hold never exceed it together. The ledger's lock holds while
-- this is read and a hold is taken, so no two steps see the same dollar.

-- What a chain has spent, and what it holds beside that.
create function siso.chain_sums(p_workflow text, out spent bigint, out held bigint) language sql stable as $$
  select (coalesce(sum(t.cost_micros), 0) + coalesce((select pruned_micros from public.workflows where id = p_workflow), 0))::bigint,
    coalesce(sum(h.amount), 0)::bigint
  from public.automation_tasks t left join lateral (
    select sum(greatest(h.amount_micros, h.used_micros)) as amount from public.usage_holds h where h.task_id = t.id and h.state = 'active'
  ) h on true
  where t.workflow_id = p_workflow;
$$;

-- Null where there is no chain or it has no cap.
create function siso.chain_left(p_workflow text) returns bigint language sql stable as $$
  select w.budget_micros - s.spent - s.held from public.workflows w cross join siso.chain_sums(w.id) s where w.id = p_workflow;
$$;

-- What a task's own cap and that of its chain leave for its next attempt, or null when it has neither.
create or replace function siso.cap_left(t public.automation_tasks, p_request jsonb) returns bigint language sql stable as $$
  select case when t.workflow_id is null then (p_request ->> 'budgetMicros')::bigint - t.cost_micros
    else least((p_request ->> 'budgetMicros')::bigint - t.cost_micros, siso.chain_left(t.workflow_id)) end;
$$;

-- As before, and: a step's hold is at most what its chain has left. Where running steps hold all of it, it waits for them.
create or replace function siso.evaluate_turn(t public.automation_tasks, p_request jsonb, p_now timestamptz) returns jsonb
language plpgsql stable as $$
declare
  v_left bigint := (p_request ->> 'budgetMicros')::bigint - t.cost_micros;
  v_chain bigint := case when t.workflow_id is not null then siso.chain_left(t.workflow_id) end;
  v_max bigint;
  a siso.ask;
begin
  if v_left <= 0 and t.cost_micros > 0 then
    return siso.refusal('never_fits', format('Earlier attempts of %s cost $%s of its $%s: retry it with a higher --budget.', t.id,
      to_char(t.cost_micros / 1e6, 'FM999999990.00##'), to_char((p_request ->> 'budgetMicros')::bigint / 1e6, 'FM999999990.00##')));
  end if;
  if v_chain is not null then
    a := siso.ask_of(p_request || case when v_left is null then '{}' else jsonb_build_object('budgetMicros', v_left) end,
      (select jsonb_object_agg(key, value) from public.settings), p_now);
    if v_chain <= 0 then
      select budget_micros into v_max from public.workflows where id = t.workflow_id;
      if (select held from siso.chain_sums(t.workflow_id)) > 0 then
        return jsonb_build_object('decision', 'deferred', 'reason', 'budget_held', 'limit', 'chain ' || t.workflow_id, 'used', v_max - v_chain,
          'max', v_max, 'retryAt', p_now + interval '1 minute', 'promised', false, 'size', jsonb_build_object('estimate', a.estimate,
            'tokenHold', a.token_hold, 'amount', a.amount, 'factor', a.factor));
      end if;
      return siso.refusal('never_fits', format('The chain %s has used up its $%s: resume it with a higher --budget.', t.workflow_id,
        to_char(v_max / 1e6, 'FM999999990.00##')));
    end if;
    v_left := case when a.amount > v_chain then v_chain else v_left end;
  end if;
  return siso.evaluate_at(p_request || case when v_left is null then '{}' else jsonb_build_object('budgetMicros', v_left) end,
    (case p_request ->> 'priority' when 'urgent' then 0 else 1 end)::smallint,
    siso.deadline_of(coalesce(t.enqueued_at, p_now), p_request ->> 'priority'), p_now);
end $$;

-- As before; a step is looked at by itself, because the one before it may have taken what its chain has left.
create or replace function siso.kind_of(t public.automation_tasks, p_request jsonb, p_left bigint) returns jsonb language plpgsql stable as $$
begin
  if t.workflow_id is not null then
    return null;
  end if;
  return jsonb_build_array(t.category, t.environment, t.lane, t.model, p_left, p_request -> 'estimateTokens', p_request -> 'tokenHold',
    p_request -> 'templateMaxMicros', case when p_left is null or not p_request ? 'estimateTokens' then t.template end,
    (select jsonb_agg(c.id) from public.rate_limit_config c where c.category = t.category and (c.repo is null or c.repo = t.repo)),
    (select jsonb_agg(b.id) from public.token_limits_config b
      where siso.budget_applies(b, siso.owner(t.actor, t.category, t.repo, t.org, t.labels))));
end $$;

-- A hold of a step grows only within its chain's cap.
alter function public.siso_resize(uuid, uuid, bigint, bigint) rename to resize_hold;
alter function public.resize_hold(uuid, uuid, bigint, bigint) set schema siso;
create function public.siso_resize(p_request_id uuid, p_lease_token uuid, p_amount_micros bigint, p_tokens bigint) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer jsonb;
  v_hold public.usage_holds;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_resize');
  if v_answer is not null then
    return v_answer;
  end if;
  v_hold := siso.live_hold(p_lease_token, siso.now());
  if p_amount_micros - v_hold.amount_micros
    > (select siso.chain_left(t.workflow_id) from public.automation_tasks t where t.id = v_hold.task_id and p_amount_micros > v_hold.amount_micros) then
    return siso.remember(p_request_id, 'siso_resize', '{"ok": false, "reason": "no_room"}');
  end if;
  return siso.resize_hold(p_request_id, p_lease_token, p_amount_micros, p_tokens);
end $$;
