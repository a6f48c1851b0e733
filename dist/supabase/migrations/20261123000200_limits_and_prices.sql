-- What limits: rate limits, budgets, grants, prices, with the default rows of the specification.

-- Domains where admission and settlement write: Postgres parses all checks of a table anew for every statement that writes to it,
-- the check of a domain once.
create domain siso.amount as bigint check (value >= 0);
create domain siso.window_kind as text check (value in ('minute', 'hour', 'day'));
create domain siso.period_kind as text check (value in ('day', 'month'));
create domain siso.budget_unit as text check (value in ('usd', 'tokens', 'buffer'));

create table public.rate_limit_config (
  id int generated always as identity primary key,
  category text not null check (category in ('development', 'testing', 'deployment', 'analysis', 'maintenance')),
  repo text,
  tokens_per_minute bigint check (tokens_per_minute > 0),
  tokens_per_hour bigint check (tokens_per_hour > 0),
  tokens_per_day bigint check (tokens_per_day > 0),
  requests_per_minute int check (requests_per_minute > 0),
  max_concurrent int check (max_concurrent > 0),
  max_hold_micros bigint check (max_hold_micros > 0),
  updated_at timestamptz not null default now()
);
create unique index rate_limit_config_scope on public.rate_limit_config (category, coalesce(repo, ''));

insert into public.rate_limit_config
  (category, tokens_per_minute, tokens_per_hour, tokens_per_day, requests_per_minute, max_hold_micros)
values
  ('development', 1000, 15000, 100000, 5, 5000000),
  ('testing', 500, 8000, 50000, 3, 5000000),
  ('deployment', 2000, 20000, 80000, 2, 5000000),
  ('analysis', 800, 12000, 60000, 4, 5000000),
  ('maintenance', 300, 5000, 30000, 2, 5000000);

-- Charged tokens by bucket: minute in 1 s, hour in 1 min, day in 15 min buckets.
create table public.rate_limit_usage (
  config_id int not null references public.rate_limit_config,
  window_kind siso.window_kind not null,
  bucket_start timestamptz not null,
  tokens siso.amount not null,
  requests siso.amount not null,
  primary key (config_id, window_kind, bucket_start)
);

create table public.token_limits_config (
  id int generated always as identity primary key,
  scope text not null check (scope in ('global', 'org', 'repo', 'category', 'actor', 'label')),
  -- '' for global; a label is `key=value`
  value text not null,
  daily_micros bigint check (daily_micros >= 0),
  monthly_micros bigint check (monthly_micros >= 0),
  daily_tokens bigint check (daily_tokens >= 0),
  buffer_tokens bigint not null default 0 check (buffer_tokens >= 0),
  thresholds int[] not null default '{75,90}',
  zone text not null default 'UTC',
  cap_version int not null default 1,
  updated_at timestamptz not null default now(),
  unique (scope, value)
);
insert into public.token_limits_config (scope, value, daily_micros, monthly_micros, daily_tokens, buffer_tokens)
values ('global', '', 50000000, 1000000000, 100000, 50000);

-- A cap raised for a while.
create table public.budget_grants (
  id bigint generated always as identity primary key,
  budget_id int not null references public.token_limits_config,
  unit text not null check (unit in ('usd', 'tokens')),
  amount bigint not null check (amount > 0),
  starts_at timestamptz not null,
  expires_at timestamptz not null,
  actor text not null,
  reason text not null
);
create index budget_grants_budget on public.budget_grants (budget_id, expires_at);

-- Created on demand. `spent + held + amount <= cap` at every admission.
create table public.budget_periods (
  budget_id int not null references public.token_limits_config,
  kind siso.period_kind not null,
  unit siso.budget_unit not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- as last charged, for readers: decisions work it out anew. null: not capped, but counted, so that a cap set later knows what was spent
  cap bigint,
  spent bigint not null default 0,
  held siso.amount not null default 0,
  primary key (budget_id, kind, unit, starts_at)
);

-- Immutable versions; nano-USD per token. The newest that is valid counts.
create table public.model_prices (
  id int generated always as identity primary key,
  model text not null,
  input_nanos bigint not null check (input_nanos >= 0),
  output_nanos bigint not null check (output_nanos >= 0),
  write5m_nanos bigint not null check (write5m_nanos >= 0),
  write1h_nanos bigint not null check (write1h_nanos >= 0),
  read_nanos bigint not null check (read_nanos >= 0),
  long_prompt_tokens bigint,
  long_prompt_factor int not null default 1 check (long_prompt_factor >= 1),
  web_search_nanos bigint not null default 10000000,
  valid_from timestamptz not null default '-infinity',
  valid_to timestamptz,
  source text not null
);
create index model_prices_model on public.model_prices (model, id desc);
create trigger model_prices_immutable before update or delete on public.model_prices
  for each row execute function siso.refuse_change();

insert into public.model_prices
  (model, input_nanos, output_nanos, write5m_nanos, write1h_nanos, read_nanos, long_prompt_tokens, long_prompt_factor, source)
values
  ('claude-opus-5-5', 4000, 20000, 5000, 8000, 200, null, 1, 'Claude Code 2.1.330'),
  ('claude-opus-5', 5000, 25000, 6250, 10000, 500, null, 1, 'Claude Code 2.1.330'),
  ('claude-opus-4-8', 5000, 25000, 6250, 10000, 500, null, 1, 'Claude Code 2.1.330'),
  ('claude-opus-4-7', 5000, 25000, 6250, 10000, 500, null, 1, 'Claude Code 2.1.330'),
  ('claude-opus-4-6', 5000, 25000, 6250, 10000, 500, null, 1, 'Claude Code 2.1.330'),
  ('claude-opus-4-5', 5000, 25000, 6250, 10000, 500, null, 1, 'Claude Code 2.1.330'),
  ('claude-sonnet-5-5', 2000, 10000, 2500, 4000, 100, null, 1, 'Claude Code 2.1.330'),
  ('claude-sonnet-5', 2000, 10000, 2500, 4000, 200, null, 1, 'Claude Code 2.1.330'),
  ('claude-sonnet-4-6', 3000, 15000, 3750, 6000, 300, null, 1, 'Claude Code 2.1.330'),
  ('claude-sonnet-4-5', 3000, 15000, 3750, 6000, 300, null, 1, 'Claude Code 2.1.330'),
  ('claude-haiku-5-5', 100, 500, 125, 200, 10, 100000, 5, 'Claude Code 2.1.330'),
  ('claude-haiku-4-5', 1000, 5000, 1250, 2000, 100, null, 1, 'Claude Code 2.1.330'),
  ('claude-fable-5', 10000, 50000, 12500, 20000, 1000, null, 1, 'Claude Code 2.1.330'),
  ('claude-fable-5-1', 10000, 50000, 12500, 20000, 250, null, 1, 'Claude Code 2.1.330'),
  ('claude-fable-5-2', 8000, 40000, 10000, 16000, 200, null, 1, 'Claude Code 2.1.330'),
  ('claude-mythos-5', 10000, 50000, 12500, 20000, 1000, null, 1, 'Claude Code 2.1.330');

create function siso.price_json(p public.model_prices) returns jsonb language sql immutable as $$
  select jsonb_build_object('id', p.id, 'model', p.model, 'inputNanos', p.input_nanos, 'outputNanos', p.output_nanos,
    'write5mNanos', p.write5m_nanos, 'write1hNanos', p.write1h_nanos, 'readNanos', p.read_nanos,
    'longPromptTokens', p.long_prompt_tokens, 'longPromptFactor', p.long_prompt_factor,
    'webSearchNanos', p.web_search_nanos);
$$;

-- The price that counts for a model now; with `allow_unknown_price` the dearest known one for a model nobody has priced.
create function siso.price_of(p_model text, p_now timestamptz) returns public.model_prices
language plpgsql stable as $$
declare
  v_price public.model_prices;
begin
  select * into v_price from public.model_prices
  where model = p_model and valid_from <= p_now and (valid_to is null or valid_to > p_now)
  order by id desc limit 1;
  if v_price.id is null and siso.setting('allow_unknown_price') = 'true' then
    select * into v_price from public.model_prices
    where valid_from <= p_now and (valid_to is null or valid_to > p_now)
    order by output_nanos desc, input_nanos desc, id desc limit 1;
  end if;
  return v_price;
end $$;

-- Micro-USD of one entry: summed in tenths of nano-USD, rounded half-up once. `entryCost` in domain/prices.ts is the same rule.
create function siso.entry_cost(p public.model_prices, e jsonb) returns bigint language sql immutable as $$
  select div((
      (e ->> 'inputTokens')::numeric * p.input_nanos + (e ->> 'outputTokens')::numeric * p.output_nanos
      + (e ->> 'cacheWrite5mTokens')::numeric * p.write5m_nanos + (e ->> 'cacheWrite1hTokens')::numeric * p.write1h_nanos
      + (e ->> 'cacheReadTokens')::numeric * p.read_nanos
    ) * case when (e ->> 'longPrompt')::boolean then p.long_prompt_factor else 1 end
      * case when (e ->> 'regional')::boolean then 11 else 10 end
      + (e ->> 'webSearches')::numeric * p.web_search_nanos * 10 + 5000, 10000)::bigint;
$$;

insert into public.settings (key, value, updated_at) values
  ('schema', '{"version": 1, "minClient": 1}', now()),
  ('rehearsal', 'false', now()),
  ('default_role', '"none"', now()),
  ('paused', 'false', now()),
  ('allow_unknown_price', 'false', now()),
  ('count_cache_writes', 'false', now()),
  ('max_concurrent_jobs', '3', now()),
  ('default_estimate_tokens', '10000', now()),
  ('default_hold_micros', '2000000', now()),
  ('token_hold', 'null', now()),
  ('provider_gate_until', 'null', now());
