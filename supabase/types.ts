// Written by `node scripts/write-database-files.ts` from the migrations; do not edit.
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
  public: {
    Tables: {
      alerts: {
        Row: {
          at: string;
          budget_id: number | null;
          cap: number;
          cap_version: number;
          id: number;
          kind: string;
          notify: boolean;
          period_kind: string;
          spent: number;
          starts_at: string;
          threshold: number;
          unit: string;
        };
        ComputedFields: never;
        Insert: {
          at: string;
          budget_id?: number | null;
          cap: number;
          cap_version: number;
          id?: never;
          kind: string;
          notify: boolean;
          period_kind: string;
          spent: number;
          starts_at: string;
          threshold: number;
          unit: string;
        };
        Update: {
          at?: string;
          budget_id?: number | null;
          cap?: number;
          cap_version?: number;
          id?: never;
          kind?: string;
          notify?: boolean;
          period_kind?: string;
          spent?: number;
          starts_at?: string;
          threshold?: number;
          unit?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'alerts_budget_id_fkey';
            columns: ['budget_id'];
            isOneToOne: false;
            referencedRelation: 'token_limits_config';
            referencedColumns: ['id'];
          },
        ];
      };
      audit_log: {
        Row: {
          action: string;
          actor: string;
          after: Json | null;
          at: string;
          before: Json | null;
          details: NonNullable<Json>;
          hash: string | null;
          id: number;
          previous_hash: string | null;
          reason: string | null;
          subject: string;
        };
        ComputedFields: never;
        Insert: {
          action: string;
          actor: string;
          after?: Json | null;
          at: string;
          before?: Json | null;
          details?: NonNullable<Json>;
          hash?: string | null;
          id?: never;
          previous_hash?: string | null;
          reason?: string | null;
          subject: string;
        };
        Update: {
          action?: string;
          actor?: string;
          after?: Json | null;
          at?: string;
          before?: Json | null;
          details?: NonNullable<Json>;
          hash?: string | null;
          id?: never;
          previous_hash?: string | null;
          reason?: string | null;
          subject?: string;
        };
        Relationships: [];
      };
      automation_analytics: {
        Row: {
          cache_read_tokens: number;
          cache_write_1h_tokens: number;
          cache_write_5m_tokens: number;
          cancelled: number;
          capped: number;
          category: string;
          cost_micros: number;
          counted_tokens: number;
          day: string;
          duration_ms: number;
          failed: number;
          input_tokens: number;
          output_tokens: number;
          succeeded: number;
          tasks: number;
        };
        ComputedFields: never;
        Insert: {
          cache_read_tokens?: number;
          cache_write_1h_tokens?: number;
          cache_write_5m_tokens?: number;
          cancelled?: number;
          capped?: number;
          category: string;
          cost_micros?: number;
          counted_tokens?: number;
          day: string;
          duration_ms?: number;
          failed?: number;
          input_tokens?: number;
          output_tokens?: number;
          succeeded?: number;
          tasks?: number;
        };
        Update: {
          cache_read_tokens?: number;
          cache_write_1h_tokens?: number;
          cache_write_5m_tokens?: number;
          cancelled?: number;
          capped?: number;
          category?: string;
          cost_micros?: number;
          counted_tokens?: number;
          day?: string;
          duration_ms?: number;
          failed?: number;
          input_tokens?: number;
          output_tokens?: number;
          succeeded?: number;
          tasks?: number;
        };
        Relationships: [];
      };
      automation_tasks: {
        Row: {
          actor: string;
          asleep: boolean;
          attempt: number;
          branch: string | null;
          budget_micros: number | null;
          cache_read_tokens: number;
          cache_write_1h_tokens: number;
          cache_write_5m_tokens: number;
          cached_from: string | null;
          cancel_requested: boolean;
          category: string;
          changed_files: NonNullable<Json>;
          cost_micros: number;
          cost_source: string | null;
          counted_tokens: number;
          created_at: string;
          dedupe_key: string | null;
          denials: NonNullable<Json>;
          direct: boolean;
          duration_ms: number | null;
          enqueued_at: string | null;
          environment: string;
          error: string | null;
          errors: NonNullable<Json>;
          estimated_attempts: number;
          finished_at: string | null;
          flow: string | null;
          hold_micros: number;
          id: string;
          input_tokens: number;
          labels: NonNullable<Json>;
          lane: number | null;
          lease_losses: number;
          model: string;
          name: string;
          org: string | null;
          output_tokens: number;
          pool: string;
          priority: string;
          progress: Json | null;
          progress_no: number | null;
          publication: Json | null;
          queue_no: number;
          ready_at: string | null;
          reason: string | null;
          repo: string | null;
          reported_cost_micros: number | null;
          request: NonNullable<Json>;
          runner_key: string | null;
          session_id: string | null;
          skipped: boolean;
          started_at: string | null;
          state: string;
          step: string | null;
          template: string | null;
          tools: string[];
          transient_failures: number;
          turns: number | null;
          virtual_deadline: string | null;
          workflow_id: string | null;
        };
        ComputedFields: never;
        Insert: {
          actor: string;
          asleep?: boolean;
          attempt?: number;
          branch?: string | null;
          budget_micros?: number | null;
          cache_read_tokens?: number;
          cache_write_1h_tokens?: number;
          cache_write_5m_tokens?: number;
          cached_from?: string | null;
          cancel_requested?: boolean;
          category: string;
          changed_files?: NonNullable<Json>;
          cost_micros?: number;
          cost_source?: string | null;
          counted_tokens?: number;
          created_at: string;
          dedupe_key?: string | null;
          denials?: NonNullable<Json>;
          direct: boolean;
          duration_ms?: number | null;
          enqueued_at?: string | null;
          environment: string;
          error?: string | null;
          errors?: NonNullable<Json>;
          estimated_attempts?: number;
          finished_at?: string | null;
          flow?: never;
          hold_micros?: number;
          id: string;
          input_tokens?: number;
          labels?: NonNullable<Json>;
          lane?: never;
          lease_losses?: number;
          model: string;
          name: string;
          org?: string | null;
          output_tokens?: number;
          pool?: string;
          priority: string;
          progress?: Json | null;
          progress_no?: number | null;
          publication?: Json | null;
          queue_no?: never;
          ready_at?: string | null;
          reason?: string | null;
          repo?: string | null;
          reported_cost_micros?: number | null;
          request?: NonNullable<Json>;
          runner_key?: string | null;
          session_id?: string | null;
          skipped?: boolean;
          started_at?: string | null;
          state: string;
          step?: string | null;
          template?: string | null;
          tools: string[];
          transient_failures?: number;
          turns?: number | null;
          virtual_deadline?: never;
          workflow_id?: string | null;
        };
        Update: {
          actor?: string;
          asleep?: boolean;
          attempt?: number;
          branch?: string | null;
          budget_micros?: number | null;
          cache_read_tokens?: number;
          cache_write_1h_tokens?: number;
          cache_write_5m_tokens?: number;
          cached_from?: string | null;
          cancel_requested?: boolean;
          category?: string;
          changed_files?: NonNullable<Json>;
          cost_micros?: number;
          cost_source?: string | null;
          counted_tokens?: number;
          created_at?: string;
          dedupe_key?: string | null;
          denials?: NonNullable<Json>;
          direct?: boolean;
          duration_ms?: number | null;
          enqueued_at?: string | null;
          environment?: string;
          error?: string | null;
          errors?: NonNullable<Json>;
          estimated_attempts?: number;
          finished_at?: string | null;
          flow?: never;
          hold_micros?: number;
          id?: string;
          input_tokens?: number;
          labels?: NonNullable<Json>;
          lane?: never;
          lease_losses?: number;
          model?: string;
          name?: string;
          org?: string | null;
          output_tokens?: number;
          pool?: string;
          priority?: string;
          progress?: Json | null;
          progress_no?: number | null;
          publication?: Json | null;
          queue_no?: never;
          ready_at?: string | null;
          reason?: string | null;
          repo?: string | null;
          reported_cost_micros?: number | null;
          request?: NonNullable<Json>;
          runner_key?: string | null;
          session_id?: string | null;
          skipped?: boolean;
          started_at?: string | null;
          state?: string;
          step?: string | null;
          template?: string | null;
          tools?: string[];
          transient_failures?: number;
          turns?: number | null;
          virtual_deadline?: never;
          workflow_id?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'automation_tasks_workflow_id_fkey';
            columns: ['workflow_id'];
            isOneToOne: false;
            referencedRelation: 'workflows';
            referencedColumns: ['id'];
          },
        ];
      };
      budget_grants: {
        Row: {
          actor: string;
          amount: number;
          budget_id: number;
          expires_at: string;
          id: number;
          reason: string;
          starts_at: string;
          unit: string;
        };
        ComputedFields: never;
        Insert: {
          actor: string;
          amount: number;
          budget_id: number;
          expires_at: string;
          id?: never;
          reason: string;
          starts_at: string;
          unit: string;
        };
        Update: {
          actor?: string;
          amount?: number;
          budget_id?: number;
          expires_at?: string;
          id?: never;
          reason?: string;
          starts_at?: string;
          unit?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'budget_grants_budget_id_fkey';
            columns: ['budget_id'];
            isOneToOne: false;
            referencedRelation: 'token_limits_config';
            referencedColumns: ['id'];
          },
        ];
      };
      budget_periods: {
        Row: {
          budget_id: number;
          cap: number | null;
          ends_at: string;
          held: number;
          kind: string;
          spent: number;
          starts_at: string;
          unit: string;
        };
        ComputedFields: never;
        Insert: {
          budget_id: number;
          cap?: number | null;
          ends_at: string;
          held?: number;
          kind: string;
          spent?: number;
          starts_at: string;
          unit: string;
        };
        Update: {
          budget_id?: number;
          cap?: number | null;
          ends_at?: string;
          held?: number;
          kind?: string;
          spent?: number;
          starts_at?: string;
          unit?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'budget_periods_budget_id_fkey';
            columns: ['budget_id'];
            isOneToOne: false;
            referencedRelation: 'token_limits_config';
            referencedColumns: ['id'];
          },
        ];
      };
      github_alert_issues: {
        Row: {
          number: number;
          repo: string;
        };
        ComputedFields: never;
        Insert: {
          number: number;
          repo: string;
        };
        Update: {
          number?: number;
          repo?: string;
        };
        Relationships: [];
      };
      github_inbox: {
        Row: {
          attempts: number;
          delivery_id: string;
          ended_at: string | null;
          error: string | null;
          event: string;
          id: number;
          key: string;
          next_at: string;
          payload: NonNullable<Json>;
          received_at: string;
          state: string;
          thread: string | null;
          token: string | null;
        };
        ComputedFields: never;
        Insert: {
          attempts?: number;
          delivery_id: string;
          ended_at?: string | null;
          error?: string | null;
          event: string;
          id?: never;
          key: string;
          next_at: string;
          payload: NonNullable<Json>;
          received_at: string;
          state: string;
          thread?: string | null;
          token?: string | null;
        };
        Update: {
          attempts?: number;
          delivery_id?: string;
          ended_at?: string | null;
          error?: string | null;
          event?: string;
          id?: never;
          key?: string;
          next_at?: string;
          payload?: NonNullable<Json>;
          received_at?: string;
          state?: string;
          thread?: string | null;
          token?: string | null;
        };
        Relationships: [];
      };
      github_places: {
        Row: {
          alert: number;
          event: number;
          one: boolean;
        };
        ComputedFields: never;
        Insert: {
          alert: number;
          event: number;
          one?: boolean;
        };
        Update: {
          alert?: number;
          event?: number;
          one?: boolean;
        };
        Relationships: [];
      };
      github_tasks: {
        Row: {
          approval: Json | null;
          author: string;
          check_id: number | null;
          check_said: string | null;
          comment_id: number;
          comment_url: string;
          depth: number;
          finished_said: boolean;
          give_up_at: string | null;
          head_sha: string | null;
          is_fork: boolean;
          reaction: string | null;
          run_url: string | null;
          task_id: string;
          thread_id: number;
        };
        ComputedFields: never;
        Insert: {
          approval?: Json | null;
          author: string;
          check_id?: number | null;
          check_said?: string | null;
          comment_id: number;
          comment_url: string;
          depth: number;
          finished_said?: boolean;
          give_up_at?: string | null;
          head_sha?: string | null;
          is_fork?: boolean;
          reaction?: string | null;
          run_url?: string | null;
          task_id: string;
          thread_id: number;
        };
        Update: {
          approval?: Json | null;
          author?: string;
          check_id?: number | null;
          check_said?: string | null;
          comment_id?: number;
          comment_url?: string;
          depth?: number;
          finished_said?: boolean;
          give_up_at?: string | null;
          head_sha?: string | null;
          is_fork?: boolean;
          reaction?: string | null;
          run_url?: string | null;
          task_id?: string;
          thread_id?: number;
        };
        Relationships: [
          {
            foreignKeyName: 'github_tasks_task_id_fkey';
            columns: ['task_id'];
            isOneToOne: true;
            referencedRelation: 'automation_tasks';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'github_tasks_thread_id_fkey';
            columns: ['thread_id'];
            isOneToOne: false;
            referencedRelation: 'github_threads';
            referencedColumns: ['id'];
          },
        ];
      };
      github_threads: {
        Row: {
          changed_at: string | null;
          closed: string | null;
          comment_id: number | null;
          comment_tried: boolean;
          failures: number;
          id: number;
          installation_id: number | null;
          is_pull: boolean;
          next_at: string;
          notices: NonNullable<Json>;
          number: number;
          repo: string;
          repo_id: number;
          said: string | null;
          token: string | null;
        };
        ComputedFields: never;
        Insert: {
          changed_at?: string | null;
          closed?: string | null;
          comment_id?: number | null;
          comment_tried?: boolean;
          failures?: number;
          id?: never;
          installation_id?: number | null;
          is_pull: boolean;
          next_at: string;
          notices?: NonNullable<Json>;
          number: number;
          repo: string;
          repo_id: number;
          said?: string | null;
          token?: string | null;
        };
        Update: {
          changed_at?: string | null;
          closed?: string | null;
          comment_id?: number | null;
          comment_tried?: boolean;
          failures?: number;
          id?: never;
          installation_id?: number | null;
          is_pull?: boolean;
          next_at?: string;
          notices?: NonNullable<Json>;
          number?: number;
          repo?: string;
          repo_id?: number;
          said?: string | null;
          token?: string | null;
        };
        Relationships: [];
      };
      members: {
        Row: {
          actor: string;
          permissions: string[];
          role: string;
          updated_at: string;
          user_id: string | null;
        };
        ComputedFields: never;
        Insert: {
          actor: string;
          permissions?: string[];
          role: string;
          updated_at: string;
          user_id?: string | null;
        };
        Update: {
          actor?: string;
          permissions?: string[];
          role?: string;
          updated_at?: string;
          user_id?: string | null;
        };
        Relationships: [];
      };
      model_prices: {
        Row: {
          id: number;
          input_nanos: number;
          long_prompt_factor: number;
          long_prompt_tokens: number | null;
          model: string;
          output_nanos: number;
          read_nanos: number;
          source: string;
          valid_from: string;
          valid_to: string | null;
          web_search_nanos: number;
          write1h_nanos: number;
          write5m_nanos: number;
        };
        ComputedFields: never;
        Insert: {
          id?: never;
          input_nanos: number;
          long_prompt_factor?: number;
          long_prompt_tokens?: number | null;
          model: string;
          output_nanos: number;
          read_nanos: number;
          source: string;
          valid_from?: string;
          valid_to?: string | null;
          web_search_nanos?: number;
          write1h_nanos: number;
          write5m_nanos: number;
        };
        Update: {
          id?: never;
          input_nanos?: number;
          long_prompt_factor?: number;
          long_prompt_tokens?: number | null;
          model?: string;
          output_nanos?: number;
          read_nanos?: number;
          source?: string;
          valid_from?: string;
          valid_to?: string | null;
          web_search_nanos?: number;
          write1h_nanos?: number;
          write5m_nanos?: number;
        };
        Relationships: [];
      };
      rate_limit_config: {
        Row: {
          category: string;
          id: number;
          max_concurrent: number | null;
          max_hold_micros: number | null;
          repo: string | null;
          requests_per_minute: number | null;
          tokens_per_day: number | null;
          tokens_per_hour: number | null;
          tokens_per_minute: number | null;
          updated_at: string;
        };
        ComputedFields: never;
        Insert: {
          category: string;
          id?: never;
          max_concurrent?: number | null;
          max_hold_micros?: number | null;
          repo?: string | null;
          requests_per_minute?: number | null;
          tokens_per_day?: number | null;
          tokens_per_hour?: number | null;
          tokens_per_minute?: number | null;
          updated_at?: string;
        };
        Update: {
          category?: string;
          id?: never;
          max_concurrent?: number | null;
          max_hold_micros?: number | null;
          repo?: string | null;
          requests_per_minute?: number | null;
          tokens_per_day?: number | null;
          tokens_per_hour?: number | null;
          tokens_per_minute?: number | null;
          updated_at?: string;
        };
        Relationships: [];
      };
      rate_limit_usage: {
        Row: {
          bucket_start: string;
          config_id: number;
          requests: number;
          tokens: number;
          window_kind: string;
        };
        ComputedFields: never;
        Insert: {
          bucket_start: string;
          config_id: number;
          requests: number;
          tokens: number;
          window_kind: string;
        };
        Update: {
          bucket_start?: string;
          config_id?: number;
          requests?: number;
          tokens?: number;
          window_kind?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'rate_limit_usage_config_id_fkey';
            columns: ['config_id'];
            isOneToOne: false;
            referencedRelation: 'rate_limit_config';
            referencedColumns: ['id'];
          },
        ];
      };
      request_log: {
        Row: {
          answer: NonNullable<Json>;
          at: string;
          function: string;
          request_id: string;
          runner_repo: string | null;
        };
        ComputedFields: never;
        Insert: {
          answer: NonNullable<Json>;
          at: string;
          function: string;
          request_id: string;
          runner_repo?: string | null;
        };
        Update: {
          answer?: NonNullable<Json>;
          at?: string;
          function?: string;
          request_id?: string;
          runner_repo?: string | null;
        };
        Relationships: [];
      };
      resting_flows: {
        Row: {
          amount: number;
          epoch: number;
          estimate: number;
          factor: number;
          flow: string;
          kind: string;
          lane: number;
          limits: string[];
          passed_since: string;
          task_id: string;
          token_hold: number;
          until: string | null;
          verdict: NonNullable<Json>;
          virtual_deadline: string;
        };
        ComputedFields: never;
        Insert: {
          amount: number;
          epoch: number;
          estimate: number;
          factor: number;
          flow: string;
          kind: string;
          lane: number;
          limits: string[];
          passed_since: string;
          task_id: string;
          token_hold: number;
          until?: string | null;
          verdict: NonNullable<Json>;
          virtual_deadline: string;
        };
        Update: {
          amount?: number;
          epoch?: number;
          estimate?: number;
          factor?: number;
          flow?: string;
          kind?: string;
          lane?: number;
          limits?: string[];
          passed_since?: string;
          task_id?: string;
          token_hold?: number;
          until?: string | null;
          verdict?: NonNullable<Json>;
          virtual_deadline?: string;
        };
        Relationships: [];
      };
      runner_keys: {
        Row: {
          created_at: string;
          created_by: string;
          environment: string;
          expires_at: string;
          hash: string;
          id: string;
          last_used_at: string | null;
          name: string;
          repo: string;
          revoked_at: string | null;
        };
        ComputedFields: never;
        Insert: {
          created_at: string;
          created_by: string;
          environment: string;
          expires_at: string;
          hash: string;
          id: string;
          last_used_at?: string | null;
          name: string;
          repo: string;
          revoked_at?: string | null;
        };
        Update: {
          created_at?: string;
          created_by?: string;
          environment?: string;
          expires_at?: string;
          hash?: string;
          id?: string;
          last_used_at?: string | null;
          name?: string;
          repo?: string;
          revoked_at?: string | null;
        };
        Relationships: [];
      };
      schedules: {
        Row: {
          actor: string;
          catch_up: number;
          created_at: string;
          cron: string;
          id: string;
          last_at: string | null;
          last_outcome: Json | null;
          name: string;
          next_at: string;
          paused: boolean;
          request: NonNullable<Json>;
          workspace: string | null;
          zone: string;
        };
        ComputedFields: never;
        Insert: {
          actor: string;
          catch_up: number;
          created_at: string;
          cron: string;
          id: string;
          last_at?: string | null;
          last_outcome?: Json | null;
          name: string;
          next_at: string;
          paused: boolean;
          request: NonNullable<Json>;
          workspace?: string | null;
          zone: string;
        };
        Update: {
          actor?: string;
          catch_up?: number;
          created_at?: string;
          cron?: string;
          id?: string;
          last_at?: string | null;
          last_outcome?: Json | null;
          name?: string;
          next_at?: string;
          paused?: boolean;
          request?: NonNullable<Json>;
          workspace?: string | null;
          zone?: string;
        };
        Relationships: [];
      };
      settings: {
        Row: {
          key: string;
          updated_at: string;
          value: NonNullable<Json>;
        };
        ComputedFields: never;
        Insert: {
          key: string;
          updated_at: string;
          value: NonNullable<Json>;
        };
        Update: {
          key?: string;
          updated_at?: string;
          value?: NonNullable<Json>;
        };
        Relationships: [];
      };
      task_dependencies: {
        Row: {
          needs: string;
          policy: string;
          task: string;
        };
        ComputedFields: never;
        Insert: {
          needs: string;
          policy: string;
          task: string;
        };
        Update: {
          needs?: string;
          policy?: string;
          task?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'task_dependencies_needs_fkey';
            columns: ['needs'];
            isOneToOne: false;
            referencedRelation: 'automation_tasks';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'task_dependencies_task_fkey';
            columns: ['task'];
            isOneToOne: false;
            referencedRelation: 'automation_tasks';
            referencedColumns: ['id'];
          },
        ];
      };
      task_events: {
        Row: {
          at: string;
          details: NonNullable<Json>;
          event: string;
          id: number;
          task_id: string;
        };
        ComputedFields: never;
        Insert: {
          at: string;
          details?: NonNullable<Json>;
          event: string;
          id?: never;
          task_id: string;
        };
        Update: {
          at?: string;
          details?: NonNullable<Json>;
          event?: string;
          id?: never;
          task_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'task_events_task_id_fkey';
            columns: ['task_id'];
            isOneToOne: false;
            referencedRelation: 'automation_tasks';
            referencedColumns: ['id'];
          },
        ];
      };
      task_logs: {
        Row: {
          at: string;
          body: string;
          id: number;
          task_id: string;
        };
        ComputedFields: never;
        Insert: {
          at: string;
          body: string;
          id?: never;
          task_id: string;
        };
        Update: {
          at?: string;
          body?: string;
          id?: never;
          task_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'task_logs_task_id_fkey';
            columns: ['task_id'];
            isOneToOne: false;
            referencedRelation: 'automation_tasks';
            referencedColumns: ['id'];
          },
        ];
      };
      task_texts: {
        Row: {
          at: string;
          body: string;
          kind: string;
          task_id: string;
        };
        ComputedFields: never;
        Insert: {
          at: string;
          body: string;
          kind: string;
          task_id: string;
        };
        Update: {
          at?: string;
          body?: string;
          kind?: string;
          task_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'task_texts_task_id_fkey';
            columns: ['task_id'];
            isOneToOne: false;
            referencedRelation: 'automation_tasks';
            referencedColumns: ['id'];
          },
        ];
      };
      token_limits_config: {
        Row: {
          buffer_tokens: number;
          cap_version: number;
          daily_micros: number | null;
          daily_tokens: number | null;
          id: number;
          monthly_micros: number | null;
          scope: string;
          thresholds: number[];
          updated_at: string;
          value: string;
          zone: string;
        };
        ComputedFields: never;
        Insert: {
          buffer_tokens?: number;
          cap_version?: number;
          daily_micros?: number | null;
          daily_tokens?: number | null;
          id?: never;
          monthly_micros?: number | null;
          scope: string;
          thresholds?: number[];
          updated_at?: string;
          value: string;
          zone?: string;
        };
        Update: {
          buffer_tokens?: number;
          cap_version?: number;
          daily_micros?: number | null;
          daily_tokens?: number | null;
          id?: never;
          monthly_micros?: number | null;
          scope?: string;
          thresholds?: number[];
          updated_at?: string;
          value?: string;
          zone?: string;
        };
        Relationships: [];
      };
      token_usage_history: {
        Row: {
          actor: string;
          adjusts: number | null;
          at: string;
          cache_read_tokens: number;
          cache_write_1h_tokens: number;
          cache_write_5m_tokens: number;
          category: string | null;
          charged_at: string;
          cost_micros: number;
          counted_tokens: number;
          flat_nanos: number | null;
          hold_id: string | null;
          id: number;
          input_tokens: number;
          kind: string;
          labels: NonNullable<Json>;
          long_prompt: boolean;
          model: string | null;
          org: string | null;
          output_tokens: number;
          price_id: number | null;
          regional: boolean;
          repo: string | null;
          requests: number;
          service: string;
          source: string;
          task_id: string | null;
          web_searches: number;
        };
        ComputedFields: never;
        Insert: {
          actor: string;
          adjusts?: number | null;
          at: string;
          cache_read_tokens?: number;
          cache_write_1h_tokens?: number;
          cache_write_5m_tokens?: number;
          category?: string | null;
          charged_at: string;
          cost_micros: number;
          counted_tokens?: number;
          flat_nanos?: number | null;
          hold_id?: string | null;
          id?: never;
          input_tokens?: number;
          kind: string;
          labels?: NonNullable<Json>;
          long_prompt?: boolean;
          model?: string | null;
          org?: string | null;
          output_tokens?: number;
          price_id?: number | null;
          regional?: boolean;
          repo?: string | null;
          requests?: number;
          service: string;
          source: string;
          task_id?: string | null;
          web_searches?: number;
        };
        Update: {
          actor?: string;
          adjusts?: number | null;
          at?: string;
          cache_read_tokens?: number;
          cache_write_1h_tokens?: number;
          cache_write_5m_tokens?: number;
          category?: string | null;
          charged_at?: string;
          cost_micros?: number;
          counted_tokens?: number;
          flat_nanos?: number | null;
          hold_id?: string | null;
          id?: never;
          input_tokens?: number;
          kind?: string;
          labels?: NonNullable<Json>;
          long_prompt?: boolean;
          model?: string | null;
          org?: string | null;
          output_tokens?: number;
          price_id?: number | null;
          regional?: boolean;
          repo?: string | null;
          requests?: number;
          service?: string;
          source?: string;
          task_id?: string | null;
          web_searches?: number;
        };
        Relationships: [
          {
            foreignKeyName: 'token_usage_history_adjusts_fkey';
            columns: ['adjusts'];
            isOneToOne: false;
            referencedRelation: 'token_usage_history';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'token_usage_history_hold_id_fkey';
            columns: ['hold_id'];
            isOneToOne: false;
            referencedRelation: 'usage_holds';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'token_usage_history_price_id_fkey';
            columns: ['price_id'];
            isOneToOne: false;
            referencedRelation: 'model_prices';
            referencedColumns: ['id'];
          },
        ];
      };
      usage_holds: {
        Row: {
          admitted_at: string;
          amount_micros: number;
          answer: Json | null;
          attempt: number;
          booked_micros: number;
          booked_tokens: number;
          buffer_tokens: number;
          category: string;
          charges: NonNullable<Json>;
          cost_source: string | null;
          dispatched: boolean;
          ended_at: string | null;
          estimate_tokens: number;
          flow: string | null;
          id: string;
          lease_expires_at: string;
          lease_token: string;
          model: string | null;
          overdue: boolean;
          periods: NonNullable<Json>;
          price_id: number;
          repo: string | null;
          run_id: string | null;
          started_at: string | null;
          state: string;
          task_id: string;
          tokens: number;
          used_micros: number;
          used_tokens: number;
          worker: string | null;
        };
        ComputedFields: never;
        Insert: {
          admitted_at: string;
          amount_micros: number;
          answer?: Json | null;
          attempt: number;
          booked_micros?: number;
          booked_tokens?: number;
          buffer_tokens?: number;
          category: string;
          charges: NonNullable<Json>;
          cost_source?: string | null;
          dispatched?: boolean;
          ended_at?: string | null;
          estimate_tokens: number;
          flow?: string | null;
          id: string;
          lease_expires_at: string;
          lease_token: string;
          model?: string | null;
          overdue?: boolean;
          periods: NonNullable<Json>;
          price_id: number;
          repo?: string | null;
          run_id?: string | null;
          started_at?: string | null;
          state: string;
          task_id: string;
          tokens: number;
          used_micros?: number;
          used_tokens?: number;
          worker?: string | null;
        };
        Update: {
          admitted_at?: string;
          amount_micros?: number;
          answer?: Json | null;
          attempt?: number;
          booked_micros?: number;
          booked_tokens?: number;
          buffer_tokens?: number;
          category?: string;
          charges?: NonNullable<Json>;
          cost_source?: string | null;
          dispatched?: boolean;
          ended_at?: string | null;
          estimate_tokens?: number;
          flow?: string | null;
          id?: string;
          lease_expires_at?: string;
          lease_token?: string;
          model?: string | null;
          overdue?: boolean;
          periods?: NonNullable<Json>;
          price_id?: number;
          repo?: string | null;
          run_id?: string | null;
          started_at?: string | null;
          state?: string;
          task_id?: string;
          tokens?: number;
          used_micros?: number;
          used_tokens?: number;
          worker?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'usage_holds_price_id_fkey';
            columns: ['price_id'];
            isOneToOne: false;
            referencedRelation: 'model_prices';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'usage_holds_task_id_fkey';
            columns: ['task_id'];
            isOneToOne: false;
            referencedRelation: 'automation_tasks';
            referencedColumns: ['id'];
          },
        ];
      };
      webhook_deliveries: {
        Row: {
          attempts: number;
          created_at: string;
          ended_at: string | null;
          error: string | null;
          event: NonNullable<Json>;
          id: number;
          message_id: string;
          next_at: string;
          state: string;
          status: number | null;
          token: string | null;
          webhook_id: string;
        };
        ComputedFields: never;
        Insert: {
          attempts?: number;
          created_at: string;
          ended_at?: string | null;
          error?: string | null;
          event: NonNullable<Json>;
          id?: never;
          message_id: string;
          next_at: string;
          state: string;
          status?: number | null;
          token?: string | null;
          webhook_id: string;
        };
        Update: {
          attempts?: number;
          created_at?: string;
          ended_at?: string | null;
          error?: string | null;
          event?: NonNullable<Json>;
          id?: never;
          message_id?: string;
          next_at?: string;
          state?: string;
          status?: number | null;
          token?: string | null;
          webhook_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'webhook_deliveries_webhook_id_fkey';
            columns: ['webhook_id'];
            isOneToOne: false;
            referencedRelation: 'webhooks';
            referencedColumns: ['id'];
          },
        ];
      };
      webhooks: {
        Row: {
          allow_private: boolean;
          created_at: string;
          created_by: string;
          format: string;
          id: string;
          kinds: string[];
          place: number[];
          secret: string;
          url: string;
        };
        ComputedFields: never;
        Insert: {
          allow_private: boolean;
          created_at: string;
          created_by: string;
          format: string;
          id: string;
          kinds: string[];
          place: number[];
          secret: string;
          url: string;
        };
        Update: {
          allow_private?: boolean;
          created_at?: string;
          created_by?: string;
          format?: string;
          id?: string;
          kinds?: string[];
          place?: number[];
          secret?: string;
          url?: string;
        };
        Relationships: [];
      };
      workers: {
        Row: {
          host: string;
          id: string;
          seen_at: string;
          slots: number;
          version: string;
        };
        ComputedFields: never;
        Insert: {
          host: string;
          id: string;
          seen_at: string;
          slots: number;
          version: string;
        };
        Update: {
          host?: string;
          id?: string;
          seen_at?: string;
          slots?: number;
          version?: string;
        };
        Relationships: [];
      };
      workflows: {
        Row: {
          actor: string;
          budget_micros: number | null;
          created_at: string;
          finished_at: string | null;
          id: string;
          name: string;
          on_failure: string;
          pruned_micros: number;
          request: NonNullable<Json>;
          state: string;
          stopping: string | null;
        };
        ComputedFields: never;
        Insert: {
          actor: string;
          budget_micros?: number | null;
          created_at: string;
          finished_at?: string | null;
          id: string;
          name: string;
          on_failure: string;
          pruned_micros?: number;
          request: NonNullable<Json>;
          state?: string;
          stopping?: string | null;
        };
        Update: {
          actor?: string;
          budget_micros?: number | null;
          created_at?: string;
          finished_at?: string | null;
          id?: string;
          name?: string;
          on_failure?: string;
          pruned_micros?: number;
          request?: NonNullable<Json>;
          state?: string;
          stopping?: string | null;
        };
        Relationships: [];
      };
    };
    Views: {
      [_ in never]: never;
    };
    Functions: {
      siso_add_price: { Args: { p_actor: string; p_price: Json; p_request_id: string }; Returns: Json };
      siso_add_webhook: { Args: { p_actor: string; p_request_id: string; p_webhook: Json }; Returns: Json };
      siso_admit: { Args: { p_request_id: string; p_task: Json }; Returns: Json };
      siso_admit_task: { Args: { p_request_id: string; p_task_id: string }; Returns: Json };
      siso_alerts: { Args: { p_before: number; p_limit: number }; Returns: Json };
      siso_analytics: { Args: { p_from: string; p_to: string }; Returns: Json };
      siso_answer: { Args: { p_request_id: string }; Returns: Json };
      siso_append_log: { Args: { p_lease_token: string; p_request_id: string; p_text: string }; Returns: Json };
      siso_audit: { Args: { p_actor: string; p_before: number; p_filter: Json; p_limit: number }; Returns: Json };
      siso_budget_config: { Args: Record<PropertyKey, never>; Returns: Json };
      siso_cancel: { Args: { p_actor: string; p_request_id: string; p_task_id: string }; Returns: Json };
      siso_cancel_workflow: { Args: { p_actor: string; p_request_id: string; p_workflow_id: string }; Returns: Json };
      siso_check: { Args: { p_task: Json }; Returns: Json };
      siso_check_limits: {
        Args: { p_category: string; p_environment: string; p_repo: string; p_tokens: number };
        Returns: Json;
      };
      siso_claim: { Args: { p_filter: Json; p_limit: number; p_request_id: string; p_worker: Json }; Returns: Json };
      siso_complete: { Args: { p_request_id: string; p_settlements: Json[] }; Returns: Json };
      siso_create_runner_key: { Args: { p_actor: string; p_key: Json; p_request_id: string }; Returns: Json };
      siso_create_workflow: { Args: { p_actor: string; p_request_id: string; p_workflow: Json }; Returns: Json };
      siso_delivery_done: {
        Args: { p_delivery_id: string; p_request_id: string; p_result: Json; p_token: string };
        Returns: Json;
      };
      siso_dispatch: { Args: { p_filter: Json; p_limit: number; p_request_id: string }; Returns: Json };
      siso_due_schedules: { Args: { p_limit: number }; Returns: Json };
      siso_events: { Args: { p_after: string; p_limit: number }; Returns: Json };
      siso_expire: { Args: { p_request_id: string }; Returns: Json };
      siso_explain: { Args: { p_task_id: string }; Returns: Json };
      siso_fire_schedule: {
        Args: {
          p_next: string;
          p_note: string;
          p_occurrence: string;
          p_request_id: string;
          p_schedule_id: string;
          p_task: Json;
        };
        Returns: Json;
      };
      siso_get_task: { Args: { p_task_id: string }; Returns: Json };
      siso_get_workflow: { Args: { p_workflow_id: string }; Returns: Json };
      siso_github_act: { Args: { p_args: Json; p_function: string; p_repo: string; p_role: string }; Returns: Json };
      siso_github_alert_said: { Args: { p_alert_id: number; p_issue: Json; p_request_id: string }; Returns: Json };
      siso_github_alerts: { Args: { p_limit: number }; Returns: Json };
      siso_github_decide: { Args: { p_decision: Json; p_request_id: string }; Returns: Json };
      siso_github_done: {
        Args: { p_item_id: number; p_request_id: string; p_result: Json; p_token: string };
        Returns: Json;
      };
      siso_github_due: { Args: Record<PropertyKey, never>; Returns: Json };
      siso_github_note: { Args: { p_note: Json; p_request_id: string; p_task_id: string }; Returns: Json };
      siso_github_notice: { Args: { p_notice: Json; p_request_id: string; p_thread: Json }; Returns: Json };
      siso_github_pending: { Args: { p_task_id: string; p_thread: Json }; Returns: Json };
      siso_github_posted: {
        Args: { p_request_id: string; p_result: Json; p_thread_id: number; p_token: string };
        Returns: Json;
      };
      siso_github_quote: { Args: { p_role: string; p_task: Json }; Returns: Json };
      siso_github_receive: { Args: { p_item: Json }; Returns: Json };
      siso_github_refresh: { Args: { p_request_id: string }; Returns: Json };
      siso_github_run_ended: { Args: { p_repo: string; p_request_id: string; p_run_id: string }; Returns: Json };
      siso_github_runs: { Args: Record<PropertyKey, never>; Returns: Json };
      siso_github_submit: { Args: { p_origin: Json; p_request_id: string; p_task: Json }; Returns: Json };
      siso_github_submit_chain: {
        Args: { p_actor: string; p_origin: Json; p_request_id: string; p_workflow: Json };
        Returns: Json;
      };
      siso_github_take: { Args: { p_limit: number; p_request_id: string }; Returns: Json };
      siso_github_threads: { Args: { p_limit: number; p_request_id: string }; Returns: Json };
      siso_github_withdraw: { Args: { p_actor: string; p_comment_id: number; p_request_id: string }; Returns: Json };
      siso_grant: { Args: { p_actor: string; p_grant: Json; p_request_id: string }; Returns: Json };
      siso_heartbeat: { Args: { p_lease_token: string; p_progress: Json; p_request_id: string }; Returns: Json };
      siso_initialise: { Args: { p_settings: Json }; Returns: Json };
      siso_limit_config: { Args: Record<PropertyKey, never>; Returns: Json };
      siso_limits_preset: { Args: { p_actor: string; p_preset: string; p_request_id: string }; Returns: Json };
      siso_list_deliveries: { Args: { p_actor: string; p_filter: Json; p_limit: number }; Returns: Json };
      siso_list_runner_keys: { Args: { p_actor: string }; Returns: Json };
      siso_list_schedules: { Args: Record<PropertyKey, never>; Returns: Json };
      siso_list_tasks: { Args: { p_after: string; p_filter: Json; p_limit: number }; Returns: Json };
      siso_list_webhooks: { Args: { p_actor: string }; Returns: Json };
      siso_list_workflows: { Args: { p_after: string; p_filter: Json; p_limit: number }; Returns: Json };
      siso_members: { Args: Record<PropertyKey, never>; Returns: Json };
      siso_note_publication: { Args: { p_publication: Json; p_request_id: string; p_task_id: string }; Returns: Json };
      siso_note_run: { Args: { p_lease_token: string; p_request_id: string; p_run_id: string }; Returns: Json };
      siso_prices: { Args: Record<PropertyKey, never>; Returns: Json };
      siso_prune: {
        Args: {
          p_actor: string;
          p_after: string;
          p_batch: number;
          p_figure_days: number;
          p_request_id: string;
          p_text_days: number;
        };
        Returns: Json;
      };
      siso_prune_preview: { Args: { p_actor: string; p_figure_days: number; p_text_days: number }; Returns: Json };
      siso_queue: { Args: { p_limit: number }; Returns: Json };
      siso_record_publication: {
        Args: { p_lease_token: string; p_publication: Json; p_request_id: string };
        Returns: Json;
      };
      siso_record_usage: { Args: { p_actor: string; p_request_id: string; p_usage: Json }; Returns: Json };
      siso_redeliver: { Args: { p_actor: string; p_id: string; p_request_id: string }; Returns: Json };
      siso_redrive: { Args: { p_actor: string; p_request_id: string; p_task_ids: string[] }; Returns: Json };
      siso_release: { Args: { p_lease_token: string; p_reason: string; p_request_id: string }; Returns: Json };
      siso_remove_member: { Args: { p_actor: string; p_member: string; p_request_id: string }; Returns: Json };
      siso_remove_schedule: { Args: { p_actor: string; p_request_id: string; p_schedule_id: string }; Returns: Json };
      siso_remove_webhook: { Args: { p_actor: string; p_request_id: string; p_webhook_id: string }; Returns: Json };
      siso_reprice: {
        Args: { p_actor: string; p_from: string; p_model: string; p_request_id: string; p_to: string };
        Returns: Json;
      };
      siso_resize: {
        Args: { p_amount_micros: number; p_lease_token: string; p_request_id: string; p_tokens: number };
        Returns: Json;
      };
      siso_resume_workflow: {
        Args: { p_actor: string; p_budget_micros: number; p_request_id: string; p_workflow_id: string };
        Returns: Json;
      };
      siso_retry: {
        Args: { p_actor: string; p_overrides: Json; p_request_id: string; p_task_id: string };
        Returns: Json;
      };
      siso_revoke_runner_key: { Args: { p_actor: string; p_key_id: string; p_request_id: string }; Returns: Json };
      siso_schema: { Args: Record<PropertyKey, never>; Returns: Json };
      siso_set_budget: {
        Args: { p_actor: string; p_changes: Json; p_request_id: string; p_scope: string; p_value: string };
        Returns: Json;
      };
      siso_set_default_role: { Args: { p_actor: string; p_request_id: string; p_role: string }; Returns: Json };
      siso_set_limits: {
        Args: { p_actor: string; p_category: string; p_changes: Json; p_repo: string; p_request_id: string };
        Returns: Json;
      };
      siso_set_member: {
        Args: { p_actor: string; p_member: string; p_permissions: string[]; p_request_id: string; p_role: string };
        Returns: Json;
      };
      siso_set_retention: { Args: { p_actor: string; p_changes: Json; p_request_id: string }; Returns: Json };
      siso_set_schedule: { Args: { p_actor: string; p_request_id: string; p_schedule: Json }; Returns: Json };
      siso_set_setting: {
        Args: { p_actor: string; p_key: string; p_request_id: string; p_value: Json };
        Returns: Json;
      };
      siso_settings: { Args: Record<PropertyKey, never>; Returns: Json };
      siso_settle: { Args: { p_lease_token: string; p_outcome: Json; p_request_id: string }; Returns: Json };
      siso_start: { Args: { p_lease_seconds?: number; p_lease_token: string; p_request_id: string }; Returns: Json };
      siso_status: { Args: Record<PropertyKey, never>; Returns: Json };
      siso_submit: { Args: { p_request_id: string; p_task: Json }; Returns: Json };
      siso_sweep: { Args: { p_request_id: string }; Returns: Json };
      siso_sweep_status: { Args: Record<PropertyKey, never>; Returns: Json };
      siso_take_deliveries: { Args: { p_limit: number; p_request_id: string }; Returns: Json };
      siso_take_over: {
        Args: { p_request_id: string; p_run_id: string; p_task_id: string; p_worker: Json };
        Returns: Json;
      };
      siso_task_request: { Args: { p_task_id: string }; Returns: Json };
      siso_task_totals: { Args: { p_from: string; p_to: string }; Returns: Json };
      siso_test_webhook: { Args: { p_actor: string; p_request_id: string; p_webhook_id: string }; Returns: Json };
      siso_usage_summary: { Args: { p_by: string; p_from: string; p_to: string }; Returns: Json };
      siso_webhooks_due: { Args: Record<PropertyKey, never>; Returns: Json };
      siso_workers: { Args: Record<PropertyKey, never>; Returns: Json };
    };
    Enums: {
      [_ in never]: never;
    };
    CompositeTypes: {
      [_ in never]: never;
    };
  };
};

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>;

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, 'public'>];

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema['Tables'] & DefaultSchema['Views'])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])[TableName] extends {
      Row: infer R;
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema['Tables'] & DefaultSchema['Views'])
    ? (DefaultSchema['Tables'] & DefaultSchema['Views'])[DefaultSchemaTableNameOrOptions] extends {
        Row: infer R;
      }
      ? R
      : never
    : never;

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables'] | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
      Insert: infer I;
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
    ? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
        Insert: infer I;
      }
      ? I
      : never
    : never;

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables'] | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
      Update: infer U;
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
    ? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
        Update: infer U;
      }
      ? U
      : never
    : never;

export type Enums<
  DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema['Enums'] | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums']
    : never = never,
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums'][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema['Enums']
    ? DefaultSchema['Enums'][DefaultSchemaEnumNameOrOptions]
    : never;

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema['CompositeTypes']
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes']
    : never = never,
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes'][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema['CompositeTypes']
    ? DefaultSchema['CompositeTypes'][PublicCompositeTypeNameOrOptions]
    : never;

export const Constants = {
  public: {
    Enums: {},
  },
} as const;
