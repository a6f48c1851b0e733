-- Tasks and what they hold, used and left behind.
create domain siso.text_kind as text check (value in ('prompt', 'result'));
create domain siso.hold_state as text check (value in ('active', 'settled', 'expired'));

create table public.automation_tasks (
  id text primary key,
  name text not null,
  actor text not null,
  category text not null check (category in ('development', 'testing', 'deployment', 'analysis', 'maintenance')),
  priority text not null check (priority in ('urgent', 'high', 'medium', 'low')),
  environment text not null check (environment in ('development', 'staging', 'production')),
  state text not null check (state in
    ('pending_approval', 'blocked', 'queued', 'running', 'succeeded', 'failed', 'budget_capped', 'cancelled', 'dead')),
  reason text check (reason in (
    'ok', 'window_full', 'no_slot', 'budget_held', 'budget_used', 'provider_gate', 'paused',
    'never_fits', 'forbidden', 'price_unknown', 'bad_input', 'lease_lost',
    'completed', 'hold_reached', 'token_hold_reached', 'agent_failed', 'api_failed', 'max_turns', 'timed_out',
    'interrupted', 'cancelled', 'released', 'crashed', 'start_failed')),
  error text,
  model text not null,
  tools text[] not null,
  template text,
  repo text,
  org text,
  labels jsonb not null default '{}',
  -- admitted directly by its own process: never retried by the queue
  direct boolean not null,
  attempt int not null default 0,
  -- the task's own cap over all attempts
  budget_micros bigint,
  hold_micros bigint not null default 0,
  cost_micros bigint not null default 0,
  cost_source text check (cost_source in ('metered', 'reported', 'estimated', 'recorded')),
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  cache_read_tokens bigint not null default 0,
  cache_write_5m_tokens bigint not null default 0,
  cache_write_1h_tokens bigint not null default 0,
  counted_tokens bigint not null default 0,
  reported_cost_micros bigint,
  turns int,
  duration_ms bigint,
  session_id text,
  branch text,
  changed_files jsonb not null default '[]',
  denials jsonb not null default '[]',
  cancel_requested boolean not null default false,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz
);
create index automation_tasks_created on public.automation_tasks (created_at desc, id);
-- Finds "the last 50 like it" without looking at history.
create index automation_tasks_alike on public.automation_tasks
  (category, model, coalesce(template, ''), finished_at desc) where state = 'succeeded';

-- Texts are apart from figures, because they are kept for a shorter time.
create table public.task_texts (
  task_id text not null references public.automation_tasks on delete cascade,
  kind siso.text_kind not null,
  body text not null,
  at timestamptz not null,
  primary key (task_id, kind)
);

create table public.task_events (
  id bigint generated always as identity primary key,
  task_id text not null references public.automation_tasks on delete cascade,
  at timestamptz not null,
  event text not null,
  details jsonb not null default '{}'
);
create index task_events_task on public.task_events (task_id, id);

create table public.task_logs (
  id bigint generated always as identity primary key,
  task_id text not null references public.automation_tasks on delete cascade,
  at timestamptz not null,
  body text not null
);
create index task_logs_task on public.task_logs (task_id, id);

-- One acquisition of a task: what is set aside, where it was charged, who may settle it.
create table public.usage_holds (
  id uuid primary key,
  task_id text not null references public.automation_tasks,
  attempt int not null,
  lease_token uuid not null unique,
  state siso.hold_state not null,
  category text not null,
  repo text,
  amount_micros siso.amount not null,
  tokens siso.amount not null,
  estimate_tokens bigint not null,
  buffer_tokens bigint not null default 0,
  price_id int not null references public.model_prices,
  -- [{budget, kind, unit, startsAt, amount}]
  periods jsonb not null,
  -- [{config, window, bucket, tokens, requests, limit}]
  charges jsonb not null,
  used_micros bigint not null default 0,
  used_tokens bigint not null default 0,
  booked_micros bigint not null default 0,
  booked_tokens bigint not null default 0,
  answer jsonb,
  admitted_at timestamptz not null,
  started_at timestamptz,
  lease_expires_at timestamptz not null,
  ended_at timestamptz
);
create unique index usage_holds_one_active on public.usage_holds (task_id) where state = 'active';
create index usage_holds_active on public.usage_holds (lease_expires_at) where state = 'active';

-- The ledger's entries. Never changed: a correction is a new `adjust` row.
create table public.token_usage_history (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  -- the moment that decides the budget period: admission of the hold, or the record's own time
  charged_at timestamptz not null,
  kind text not null check (kind in ('usage', 'adjust')),
  service text not null check (service in ('claude-code', 'anthropic-api', 'openai', 'custom')),
  source text not null check (source in ('metered', 'reported', 'estimated', 'recorded')),
  task_id text,
  hold_id uuid references public.usage_holds,
  -- the entry that a new price corrects
  adjusts bigint references public.token_usage_history,
  actor text not null,
  category text,
  repo text,
  org text,
  labels jsonb not null default '{}',
  model text,
  price_id int references public.model_prices,
  -- flat rate per token in nano-USD, when there is no model
  flat_nanos bigint,
  long_prompt boolean not null default false,
  regional boolean not null default false,
  requests int not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  cache_read_tokens bigint not null default 0,
  cache_write_5m_tokens bigint not null default 0,
  cache_write_1h_tokens bigint not null default 0,
  web_searches bigint not null default 0,
  counted_tokens bigint not null default 0,
  cost_micros bigint not null
);
create index token_usage_history_charged on public.token_usage_history (charged_at);
create index token_usage_history_hold on public.token_usage_history (hold_id) where hold_id is not null;
create index token_usage_history_adjusts on public.token_usage_history (adjusts) where adjusts is not null;
create trigger token_usage_history_append_only before update on public.token_usage_history
  for each row execute function siso.refuse_change();

-- Filled in the transaction that settles.
create table public.automation_analytics (
  day date not null,
  category text not null,
  tasks int not null default 0,
  succeeded int not null default 0,
  failed int not null default 0,
  capped int not null default 0,
  cancelled int not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  cache_read_tokens bigint not null default 0,
  cache_write_5m_tokens bigint not null default 0,
  cache_write_1h_tokens bigint not null default 0,
  counted_tokens bigint not null default 0,
  cost_micros bigint not null default 0,
  duration_ms bigint not null default 0,
  primary key (day, category)
);

-- Once per budget, period, cap version, threshold and kind; `notify` only on the highest of several crossed at once.
create table public.alerts (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  budget_id int references public.token_limits_config,
  period_kind text not null,
  unit text not null,
  starts_at timestamptz not null,
  cap_version int not null,
  threshold int not null,
  kind text not null check (kind in ('spent', 'buffer')),
  spent bigint not null,
  cap bigint not null,
  notify boolean not null,
  unique (budget_id, period_kind, unit, starts_at, cap_version, threshold, kind)
);
