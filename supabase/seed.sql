-- Written by `node scripts/write-database-files.ts` from the migrations; do not edit.
-- What a ledger is born with: limits, budgets, prices, settings. The migrations insert it, so a new ledger needs nothing of this;
-- it puts back what is missing and never touches what is there.

insert into public.rate_limit_config (category, repo, tokens_per_minute, tokens_per_hour, tokens_per_day, requests_per_minute, max_concurrent, max_hold_micros)
select seed.* from (values
  ('development'::text, NULL::text, '1000'::bigint, '15000'::bigint, '100000'::bigint, '5'::integer, NULL::integer, '5000000'::bigint),
  ('testing', NULL, '500', '8000', '50000', '3', NULL, '5000000'),
  ('deployment', NULL, '2000', '20000', '80000', '2', NULL, '5000000'),
  ('analysis', NULL, '800', '12000', '60000', '4', NULL, '5000000'),
  ('maintenance', NULL, '300', '5000', '30000', '2', NULL, '5000000')
) as seed (category, repo, tokens_per_minute, tokens_per_hour, tokens_per_day, requests_per_minute, max_concurrent, max_hold_micros)
where not exists (select from public.rate_limit_config t where t.category is not distinct from seed.category and t.repo is not distinct from seed.repo);

insert into public.token_limits_config (scope, value, daily_micros, monthly_micros, daily_tokens, buffer_tokens, thresholds, zone, cap_version)
select seed.* from (values
  ('global'::text, ''::text, '50000000'::bigint, '1000000000'::bigint, '100000'::bigint, '50000'::bigint, '{75,90}'::integer[], 'UTC'::text, '1'::integer)
) as seed (scope, value, daily_micros, monthly_micros, daily_tokens, buffer_tokens, thresholds, zone, cap_version)
where not exists (select from public.token_limits_config t where t.scope is not distinct from seed.scope and t.value is not distinct from seed.value);

insert into public.model_prices (model, input_nanos, output_nanos, write5m_nanos, write1h_nanos, read_nanos, long_prompt_tokens, long_prompt_factor, web_search_nanos, valid_from, valid_to, source)
select seed.* from (values
  ('claude-opus-5-5'::text, '4000'::bigint, '20000'::bigint, '5000'::bigint, '8000'::bigint, '200'::bigint, NULL::bigint, '1'::integer, '10000000'::bigint, '-infinity'::timestamp with time zone, NULL::timestamp with time zone, 'Claude Code 2.1.330'::text),
  ('claude-opus-5', '5000', '25000', '6250', '10000', '500', NULL, '1', '10000000', '-infinity', NULL, 'Claude Code 2.1.330'),
  ('claude-opus-4-8', '5000', '25000', '6250', '10000', '500', NULL, '1', '10000000', '-infinity', NULL, 'Claude Code 2.1.330'),
  ('claude-opus-4-7', '5000', '25000', '6250', '10000', '500', NULL, '1', '10000000', '-infinity', NULL, 'Claude Code 2.1.330'),
  ('claude-opus-4-6', '5000', '25000', '6250', '10000', '500', NULL, '1', '10000000', '-infinity', NULL, 'Claude Code 2.1.330'),
  ('claude-opus-4-5', '5000', '25000', '6250', '10000', '500', NULL, '1', '10000000', '-infinity', NULL, 'Claude Code 2.1.330'),
  ('claude-sonnet-5-5', '2000', '10000', '2500', '4000', '100', NULL, '1', '10000000', '-infinity', NULL, 'Claude Code 2.1.330'),
  ('claude-sonnet-5', '2000', '10000', '2500', '4000', '200', NULL, '1', '10000000', '-infinity', NULL, 'Claude Code 2.1.330'),
  ('claude-sonnet-4-6', '3000', '15000', '3750', '6000', '300', NULL, '1', '10000000', '-infinity', NULL, 'Claude Code 2.1.330'),
  ('claude-sonnet-4-5', '3000', '15000', '3750', '6000', '300', NULL, '1', '10000000', '-infinity', NULL, 'Claude Code 2.1.330'),
  ('claude-haiku-5-5', '100', '500', '125', '200', '10', '100000', '5', '10000000', '-infinity', NULL, 'Claude Code 2.1.330'),
  ('claude-haiku-4-5', '1000', '5000', '1250', '2000', '100', NULL, '1', '10000000', '-infinity', NULL, 'Claude Code 2.1.330'),
  ('claude-fable-5', '10000', '50000', '12500', '20000', '1000', NULL, '1', '10000000', '-infinity', NULL, 'Claude Code 2.1.330'),
  ('claude-fable-5-1', '10000', '50000', '12500', '20000', '250', NULL, '1', '10000000', '-infinity', NULL, 'Claude Code 2.1.330'),
  ('claude-fable-5-2', '8000', '40000', '10000', '16000', '200', NULL, '1', '10000000', '-infinity', NULL, 'Claude Code 2.1.330'),
  ('claude-mythos-5', '10000', '50000', '12500', '20000', '1000', NULL, '1', '10000000', '-infinity', NULL, 'Claude Code 2.1.330')
) as seed (model, input_nanos, output_nanos, write5m_nanos, write1h_nanos, read_nanos, long_prompt_tokens, long_prompt_factor, web_search_nanos, valid_from, valid_to, source)
where not exists (select from public.model_prices t where t.model is not distinct from seed.model);

insert into public.settings (key, value, updated_at)
select seed.*, now() from (values
  ('schema'::text, '{"version": 1, "minClient": 1}'::jsonb),
  ('rehearsal', 'false'),
  ('default_role', '"none"'),
  ('paused', 'false'),
  ('allow_unknown_price', 'false'),
  ('count_cache_writes', 'false'),
  ('max_concurrent_jobs', '3'),
  ('default_estimate_tokens', '10000'),
  ('default_hold_micros', '2000000'),
  ('token_hold', 'null'),
  ('provider_gate_until', 'null'),
  ('store_text', '"all"'),
  ('text_days', '30'),
  ('figure_days', '400'),
  ('pruned_before', 'null'),
  ('texts_pruned_before', 'null'),
  ('flow_weights', '[]'),
  ('pause_reason', 'null')
) as seed (key, value)
where not exists (select from public.settings t where t.key is not distinct from seed.key);
