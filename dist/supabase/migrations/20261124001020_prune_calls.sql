-- What clients call to prune: a preview, and one batch after the other.

-- Until when figures and texts go. Figures go by whole days of the ledger's zone. Raises SI400 for days that cannot be kept.
create function siso.prune_bounds(p_figure_days int, p_text_days int, p_now timestamptz, out figures timestamptz, out texts timestamptz)
language plpgsql stable as $$
declare
  v jsonb := siso.retention() || jsonb_strip_nulls(jsonb_build_object('figureDays', p_figure_days, 'textDays', p_text_days));
begin
  perform siso.check_retention(v);
  select siso.period_start(b.zone, 'day', p_now - make_interval(days => (v ->> 'figureDays')::int)) into figures
  from public.token_limits_config b where b.scope = 'global';
  texts := p_now - make_interval(days => case v ->> 'storeText' when 'none' then 0 else (v ->> 'textDays')::int end);
end $$;

-- What siso_prune would remove now, all batches together. Takes no lock, and may take seconds where there is much.
create function public.siso_prune_preview(p_actor text, p_figure_days int, p_text_days int) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_until record;
  v_texts_from timestamptz := siso.moment('texts_pruned_before');
  v_answer jsonb;
begin
  perform siso.demand(p_actor, 'ledger:prune');
  select * into v_until from siso.prune_bounds(p_figure_days, p_text_days, siso.now());
  with gone as materialized (
    select id from siso.prunable('-infinity', v_until.figures - interval '1 microsecond')
  ), silent as materialized (
    select id from gone
    union
    select id from public.automation_tasks where finished_at >= v_texts_from and finished_at < v_until.texts
  )
  select jsonb_build_object('figuresBefore', v_until.figures, 'textsBefore', v_until.texts, 'tasks', (select count(*) from gone),
    'entries', (select count(*) from public.token_usage_history e join public.usage_holds h on h.id = e.hold_id join gone on gone.id = h.task_id)
      + (select count(*) from public.token_usage_history where hold_id is null and charged_at < v_until.figures),
    'events', (select count(*) from public.task_events join gone on gone.id = task_id),
    'texts', (select count(*) from public.task_texts join silent on silent.id = task_id),
    'logs', (select count(*) from public.task_logs join silent on silent.id = task_id),
    'days', (select count(*) from public.automation_analytics a, public.token_limits_config b
      where b.scope = 'global' and a.day < (v_until.figures at time zone b.zone)::date),
    'periods', (select count(*) from public.budget_periods where ends_at <= v_until.figures),
    'alerts', (select count(*) from public.alerts where at < v_until.figures)) into v_answer;
  return v_answer;
end $$;

-- Removes one batch and answers what went, and with `next` where to go on, or null when nothing is left to remove. The days are the
-- settings' where they are null. Each batch is whole: whoever stops between two leaves a ledger that agrees with itself.
create function public.siso_prune(p_request_id uuid, p_actor text, p_figure_days int, p_text_days int, p_batch int, p_after timestamptz)
returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  v_now timestamptz;
  v_answer jsonb;
  v_until record;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_prune');
  if v_answer is not null then
    return v_answer;
  end if;
  perform siso.demand(p_actor, 'ledger:prune');
  v_now := siso.now();
  select * into v_until from siso.prune_bounds(p_figure_days, p_text_days, v_now);
  update public.settings set value = to_jsonb(v_until.figures), updated_at = v_now
  where key = 'pruned_before' and v_until.figures > siso.moment('pruned_before');
  v_answer := jsonb_build_object('figuresBefore', v_until.figures, 'textsBefore', v_until.texts, 'tasks', 0, 'entries', 0, 'events', 0,
    'texts', 0, 'logs', 0, 'days', 0, 'periods', 0, 'alerts', 0)
    || siso.prune_batch(v_until.figures, v_until.texts, v_now, least(greatest(p_batch, 1), 1000), coalesce(p_after, timestamptz '1970-01-01 00:00Z'));
  if exists (select from jsonb_each(v_answer) where jsonb_typeof(value) = 'number' and value <> '0') then
    perform siso.audit(p_actor, 'ledger.pruned', 'ledger', jsonb_build_object('details', v_answer - 'next'));
  end if;
  return siso.remember(p_request_id, 'siso_prune', v_answer);
end $$;

-- The first of what is left: texts, then tasks, then recorded usage, then sums.
create function siso.prune_batch(p_figures timestamptz, p_texts timestamptz, p_now timestamptz, p_batch int, p_after timestamptz)
returns jsonb language plpgsql volatile as $$
declare
  v_step record;
  v_entries bigint;
begin
  select * into v_step from siso.prune_texts(p_texts, p_batch);
  if not v_step.done then
    return jsonb_build_object('texts', v_step.texts, 'logs', v_step.logs, 'next', p_after);
  end if;
  select * into v_step from siso.prune_tasks(p_after, p_figures, p_batch);
  if v_step.next is not null then
    return v_step.gone || jsonb_build_object('next', v_step.next);
  end if;
  v_entries := siso.prune_recorded(p_figures, p_batch * 10);
  if v_entries > 0 then
    return jsonb_build_object('entries', v_entries, 'next', p_after);
  end if;
  select * into v_step from siso.prune_sums(p_figures, p_now, p_batch * 10);
  return v_step.gone || jsonb_build_object('next', case when not v_step.done then p_after end);
end $$;

select siso.set_grants();
