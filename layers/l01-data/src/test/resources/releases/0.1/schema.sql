SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE SCHEMA l01;
CREATE FUNCTION l01.documents_matching(query tsquery) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'l01', 'pg_temp'
    AS $$
            select id from documents
             where tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and numnode(query) > 0
               and search @@ (quote_literal('tenant ' || current_setting('app.tenant', true))::tsquery && query)
        $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE l01.agents (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    did text,
    name text NOT NULL,
    agent_type text NOT NULL,
    status text NOT NULL,
    configuration jsonb NOT NULL,
    metadata jsonb NOT NULL,
    resource_limits jsonb NOT NULL
);
ALTER TABLE ONLY l01.agents FORCE ROW LEVEL SECURITY;
CREATE TABLE l01.aggregate_heads (
    tenant_id uuid NOT NULL,
    aggregate_type text NOT NULL,
    aggregate_id uuid NOT NULL,
    version bigint NOT NULL,
    "position" bigint NOT NULL,
    deleted boolean NOT NULL,
    created_digest text,
    carried jsonb NOT NULL
)
WITH (fillfactor='85');
ALTER TABLE ONLY l01.aggregate_heads FORCE ROW LEVEL SECURITY;
CREATE TABLE l01.api_keys (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name text NOT NULL,
    principal text NOT NULL,
    roles text[] NOT NULL,
    tier text NOT NULL,
    prefix text NOT NULL,
    expires_at timestamp with time zone,
    key_hash text NOT NULL
);
ALTER TABLE ONLY l01.api_keys FORCE ROW LEVEL SECURITY;
CREATE TABLE l01.artifacts (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name text NOT NULL,
    content_type text NOT NULL,
    size bigint NOT NULL,
    sha256 text NOT NULL,
    metadata jsonb NOT NULL
);
ALTER TABLE ONLY l01.artifacts FORCE ROW LEVEL SECURITY;
CREATE UNLOGGED TABLE l01.cache_entries (
    tenant_id uuid NOT NULL,
    namespace text NOT NULL,
    key text NOT NULL,
    value json NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY l01.cache_entries FORCE ROW LEVEL SECURITY;
CREATE TABLE l01.checkpoints (
    tenant_id uuid NOT NULL,
    "position" bigint NOT NULL,
    hash bytea NOT NULL,
    signed text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE ONLY l01.checkpoints FORCE ROW LEVEL SECURITY;
CREATE TABLE l01.config (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    namespace text NOT NULL,
    key text NOT NULL,
    value jsonb NOT NULL
);
ALTER TABLE ONLY l01.config FORCE ROW LEVEL SECURITY;
CREATE TABLE l01.dataset_examples (
    tenant_id uuid NOT NULL,
    dataset_id uuid NOT NULL,
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    content_hash text NOT NULL,
    group_key text,
    input jsonb NOT NULL,
    output jsonb,
    metadata jsonb NOT NULL
);
ALTER TABLE ONLY l01.dataset_examples FORCE ROW LEVEL SECURITY;
CREATE TABLE l01.datasets (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name text NOT NULL,
    description text,
    lineage jsonb NOT NULL,
    metadata jsonb NOT NULL,
    splits jsonb
);
ALTER TABLE ONLY l01.datasets FORCE ROW LEVEL SECURITY;
CREATE TABLE l01.documents (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    title text NOT NULL,
    content text,
    content_type text NOT NULL,
    metadata jsonb NOT NULL,
    tags text[] NOT NULL,
    search tsvector GENERATED ALWAYS AS (((setweight(to_tsvector('english'::regconfig, title), 'A'::"char") || setweight(to_tsvector('english'::regconfig, "left"(COALESCE(content, ''::text), 100000)), 'D'::"char")) || array_to_tsvector(ARRAY[('tenant '::text || (tenant_id)::text)]))) STORED NOT NULL
);
ALTER TABLE ONLY l01.documents FORCE ROW LEVEL SECURITY;
CREATE TABLE l01.evaluations (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    agent_id uuid,
    task_id uuid,
    evaluation_type text NOT NULL,
    score numeric(5,4) NOT NULL,
    metrics jsonb NOT NULL,
    feedback text,
    metadata jsonb NOT NULL
);
ALTER TABLE ONLY l01.evaluations FORCE ROW LEVEL SECURITY;
CREATE TABLE l01.events (
    tenant_id uuid NOT NULL,
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    event_type text NOT NULL,
    aggregate_type text NOT NULL,
    aggregate_id uuid NOT NULL,
    version bigint NOT NULL,
    payload jsonb NOT NULL,
    actor text NOT NULL,
    traceparent text,
    causation_id uuid,
    schema_version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    epoch integer NOT NULL,
    recorded_xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    seq bigint NOT NULL,
    payload_hash bytea,
    hash bytea
);
ALTER TABLE ONLY l01.events FORCE ROW LEVEL SECURITY;
ALTER TABLE l01.events ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME l01.events_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE l01.exports (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    requested_by text NOT NULL,
    resource text NOT NULL,
    format text NOT NULL,
    filters jsonb NOT NULL,
    status text NOT NULL,
    row_count bigint DEFAULT 0 NOT NULL,
    byte_count bigint DEFAULT 0 NOT NULL,
    artifact_id uuid NOT NULL,
    error text,
    attempts integer DEFAULT 0 NOT NULL,
    holder text,
    held_until timestamp with time zone,
    started_at timestamp with time zone,
    completed_at timestamp with time zone
);
ALTER TABLE ONLY l01.exports FORCE ROW LEVEL SECURITY;
CREATE TABLE l01.feed_epoch (
    only_row boolean DEFAULT true NOT NULL,
    epoch integer NOT NULL,
    CONSTRAINT feed_epoch_only_row_check CHECK (only_row)
);
CREATE TABLE l01.feedback (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    agent_id uuid,
    task_id uuid,
    feedback_type text NOT NULL,
    rating integer,
    content text,
    metadata jsonb NOT NULL,
    processed boolean NOT NULL
);
ALTER TABLE ONLY l01.feedback FORCE ROW LEVEL SECURITY;
CREATE TABLE l01.flyway_schema_history (
    installed_rank integer NOT NULL,
    version character varying(50),
    description character varying(200) NOT NULL,
    type character varying(20) NOT NULL,
    script character varying(1000) NOT NULL,
    checksum integer,
    installed_by character varying(100) NOT NULL,
    installed_on timestamp without time zone DEFAULT now() NOT NULL,
    execution_time integer NOT NULL,
    success boolean NOT NULL
);
CREATE TABLE l01.goals (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    agent_id uuid,
    description text NOT NULL,
    success_criteria jsonb NOT NULL,
    status text NOT NULL,
    priority integer NOT NULL,
    parent_goal_id uuid,
    input_artifact_ids jsonb NOT NULL,
    error jsonb,
    metadata jsonb NOT NULL,
    completed_at timestamp with time zone
);
ALTER TABLE ONLY l01.goals FORCE ROW LEVEL SECURITY;
CREATE TABLE l01.idempotency_keys (
    tenant_id uuid NOT NULL,
    key text NOT NULL,
    fingerprint text NOT NULL,
    answer jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY l01.idempotency_keys FORCE ROW LEVEL SECURITY;
CREATE TABLE l01.journal_heads (
    tenant_id uuid NOT NULL,
    "position" bigint NOT NULL,
    hash bytea,
    hash_position bigint
);
ALTER TABLE ONLY l01.journal_heads FORCE ROW LEVEL SECURITY;
CREATE TABLE l01.metric_points (
    tenant_id uuid NOT NULL,
    name text NOT NULL,
    at timestamp with time zone NOT NULL,
    seq bigint NOT NULL,
    value double precision NOT NULL,
    labels jsonb NOT NULL
);
ALTER TABLE ONLY l01.metric_points FORCE ROW LEVEL SECURITY;
ALTER TABLE l01.metric_points ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME l01.metric_points_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE l01.model_usage (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    agent_id uuid,
    model_provider text NOT NULL,
    model_name text NOT NULL,
    input_tokens bigint NOT NULL,
    output_tokens bigint NOT NULL,
    latency_ms bigint,
    cost_estimate numeric(15,6) NOT NULL,
    call_key text,
    metadata jsonb NOT NULL
);
ALTER TABLE ONLY l01.model_usage FORCE ROW LEVEL SECURITY;
CREATE TABLE l01.plans (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    goal_id uuid NOT NULL,
    agent_id uuid,
    plan_type text NOT NULL,
    origin text,
    steps jsonb NOT NULL,
    status text NOT NULL,
    current_step integer NOT NULL,
    signature text,
    error jsonb,
    metadata jsonb NOT NULL,
    started_at timestamp with time zone,
    completed_at timestamp with time zone
);
ALTER TABLE ONLY l01.plans FORCE ROW LEVEL SECURITY;
CREATE TABLE l01.publishers (
    name text NOT NULL,
    cursor text,
    holder text,
    held_until timestamp with time zone NOT NULL
);
CREATE TABLE l01.sessions (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    agent_id uuid,
    session_type text NOT NULL,
    status text NOT NULL,
    context jsonb NOT NULL,
    checkpoint jsonb
);
ALTER TABLE ONLY l01.sessions FORCE ROW LEVEL SECURITY;
CREATE TABLE l01.state (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    state jsonb NOT NULL
);
ALTER TABLE ONLY l01.state FORCE ROW LEVEL SECURITY;
CREATE TABLE l01.tasks (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    plan_id uuid NOT NULL,
    agent_id uuid,
    name text NOT NULL,
    description text,
    task_type text,
    depends_on jsonb NOT NULL,
    input_data jsonb NOT NULL,
    output_data jsonb,
    error_message text,
    status text NOT NULL,
    attempt integer NOT NULL,
    sequence_order integer NOT NULL,
    metadata jsonb NOT NULL,
    started_at timestamp with time zone,
    completed_at timestamp with time zone
);
ALTER TABLE ONLY l01.tasks FORCE ROW LEVEL SECURITY;
CREATE TABLE l01.tenants (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name text NOT NULL,
    status text NOT NULL,
    metadata jsonb NOT NULL,
    CONSTRAINT tenants_check CHECK ((tenant_id = id))
);
ALTER TABLE ONLY l01.tenants FORCE ROW LEVEL SECURITY;
CREATE TABLE l01.tool_executions (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    tool_id uuid,
    tool_name text NOT NULL,
    agent_id uuid,
    call_key text,
    input_params jsonb NOT NULL,
    output_result jsonb,
    status text NOT NULL,
    error_message text,
    duration_ms bigint,
    metadata jsonb NOT NULL,
    started_at timestamp with time zone,
    completed_at timestamp with time zone
);
ALTER TABLE ONLY l01.tool_executions FORCE ROW LEVEL SECURITY;
CREATE TABLE l01.tools (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name text NOT NULL,
    description text,
    tool_type text NOT NULL,
    schema_def jsonb NOT NULL,
    permissions jsonb NOT NULL,
    enabled boolean NOT NULL,
    version_hash text,
    metadata jsonb NOT NULL
);
ALTER TABLE ONLY l01.tools FORCE ROW LEVEL SECURITY;
ALTER TABLE ONLY l01.agents
    ADD CONSTRAINT agents_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY l01.agents
    ADD CONSTRAINT agents_tenant_id_did_key UNIQUE (tenant_id, did);
ALTER TABLE ONLY l01.aggregate_heads
    ADD CONSTRAINT aggregate_heads_pkey PRIMARY KEY (tenant_id, aggregate_type, aggregate_id);
ALTER TABLE ONLY l01.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY l01.api_keys
    ADD CONSTRAINT api_keys_tenant_id_key_hash_key UNIQUE (tenant_id, key_hash);
ALTER TABLE ONLY l01.artifacts
    ADD CONSTRAINT artifacts_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY l01.cache_entries
    ADD CONSTRAINT cache_entries_pkey PRIMARY KEY (tenant_id, namespace, key);
ALTER TABLE ONLY l01.checkpoints
    ADD CONSTRAINT checkpoints_pkey PRIMARY KEY (tenant_id, "position");
ALTER TABLE ONLY l01.config
    ADD CONSTRAINT config_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY l01.config
    ADD CONSTRAINT config_tenant_id_namespace_key_key UNIQUE (tenant_id, namespace, key);
ALTER TABLE ONLY l01.dataset_examples
    ADD CONSTRAINT dataset_examples_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY l01.dataset_examples
    ADD CONSTRAINT dataset_examples_tenant_id_dataset_id_content_hash_key UNIQUE (tenant_id, dataset_id, content_hash);
ALTER TABLE ONLY l01.datasets
    ADD CONSTRAINT datasets_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY l01.documents
    ADD CONSTRAINT documents_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY l01.evaluations
    ADD CONSTRAINT evaluations_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY l01.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (tenant_id, "position");
ALTER TABLE ONLY l01.events
    ADD CONSTRAINT events_tenant_id_aggregate_type_aggregate_id_version_key UNIQUE (tenant_id, aggregate_type, aggregate_id, version);
ALTER TABLE ONLY l01.events
    ADD CONSTRAINT events_tenant_id_event_id_key UNIQUE (tenant_id, event_id);
ALTER TABLE ONLY l01.exports
    ADD CONSTRAINT exports_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY l01.feed_epoch
    ADD CONSTRAINT feed_epoch_pkey PRIMARY KEY (only_row);
ALTER TABLE ONLY l01.feedback
    ADD CONSTRAINT feedback_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY l01.flyway_schema_history
    ADD CONSTRAINT flyway_schema_history_pk PRIMARY KEY (installed_rank);
ALTER TABLE ONLY l01.goals
    ADD CONSTRAINT goals_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY l01.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (tenant_id, key);
ALTER TABLE ONLY l01.journal_heads
    ADD CONSTRAINT journal_heads_pkey PRIMARY KEY (tenant_id);
ALTER TABLE ONLY l01.metric_points
    ADD CONSTRAINT metric_points_pkey PRIMARY KEY (tenant_id, name, at, seq);
ALTER TABLE ONLY l01.model_usage
    ADD CONSTRAINT model_usage_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY l01.model_usage
    ADD CONSTRAINT model_usage_tenant_id_call_key_key UNIQUE (tenant_id, call_key);
ALTER TABLE ONLY l01.plans
    ADD CONSTRAINT plans_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY l01.publishers
    ADD CONSTRAINT publishers_pkey PRIMARY KEY (name);
ALTER TABLE ONLY l01.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY l01.state
    ADD CONSTRAINT state_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY l01.tasks
    ADD CONSTRAINT tasks_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY l01.tenants
    ADD CONSTRAINT tenants_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY l01.tool_executions
    ADD CONSTRAINT tool_executions_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY l01.tool_executions
    ADD CONSTRAINT tool_executions_tenant_id_call_key_key UNIQUE (tenant_id, call_key);
ALTER TABLE ONLY l01.tools
    ADD CONSTRAINT tools_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY l01.tools
    ADD CONSTRAINT tools_tenant_id_name_key UNIQUE (tenant_id, name);
CREATE INDEX agents_by_status ON l01.agents USING btree (tenant_id, status, id);
CREATE INDEX api_keys_by_hash ON l01.api_keys USING btree (key_hash);
CREATE INDEX artifacts_by_sha256 ON l01.artifacts USING btree (tenant_id, sha256);
CREATE INDEX cache_entries_by_expiry ON l01.cache_entries USING btree (expires_at);
CREATE INDEX dataset_examples_by_dataset ON l01.dataset_examples USING btree (tenant_id, dataset_id, id);
CREATE INDEX dataset_examples_by_group ON l01.dataset_examples USING btree (tenant_id, dataset_id, group_key, id) WHERE (group_key IS NOT NULL);
CREATE INDEX datasets_by_name ON l01.datasets USING btree (tenant_id, name, id);
CREATE INDEX documents_by_search ON l01.documents USING gin (search);
CREATE INDEX documents_by_tag ON l01.documents USING gin (tags);
CREATE INDEX evaluations_by_agent ON l01.evaluations USING btree (tenant_id, agent_id, evaluation_type, created_at, id) WHERE (agent_id IS NOT NULL);
CREATE INDEX evaluations_by_task ON l01.evaluations USING btree (tenant_id, task_id, id) WHERE (task_id IS NOT NULL);
CREATE INDEX evaluations_by_time ON l01.evaluations USING btree (tenant_id, created_at);
CREATE INDEX evaluations_by_type ON l01.evaluations USING btree (tenant_id, evaluation_type, id);
CREATE INDEX events_by_time ON l01.events USING btree (tenant_id, created_at);
CREATE INDEX events_by_type ON l01.events USING btree (tenant_id, event_type, "position");
CREATE INDEX events_feed ON l01.events USING btree (epoch, recorded_xid, seq);
CREATE INDEX exports_unfinished ON l01.exports USING btree (created_at) WHERE (status = ANY (ARRAY['pending'::text, 'running'::text]));
CREATE INDEX feedback_by_agent ON l01.feedback USING btree (tenant_id, agent_id, id) WHERE (agent_id IS NOT NULL);
CREATE INDEX feedback_by_task ON l01.feedback USING btree (tenant_id, task_id, id) WHERE (task_id IS NOT NULL);
CREATE INDEX feedback_by_time ON l01.feedback USING btree (tenant_id, created_at);
CREATE INDEX feedback_by_type ON l01.feedback USING btree (tenant_id, feedback_type, id);
CREATE INDEX feedback_unprocessed ON l01.feedback USING btree (tenant_id, id) WHERE (NOT processed);
CREATE INDEX flyway_schema_history_s_idx ON l01.flyway_schema_history USING btree (success);
CREATE INDEX goals_by_parent ON l01.goals USING btree (tenant_id, parent_goal_id, id) WHERE (parent_goal_id IS NOT NULL);
CREATE INDEX goals_by_status ON l01.goals USING btree (tenant_id, status, id);
CREATE INDEX idempotency_keys_by_time ON l01.idempotency_keys USING btree (created_at);
CREATE INDEX model_usage_by_agent ON l01.model_usage USING btree (tenant_id, agent_id, id) WHERE (agent_id IS NOT NULL);
CREATE INDEX model_usage_by_time ON l01.model_usage USING btree (tenant_id, created_at);
CREATE INDEX plans_by_goal ON l01.plans USING btree (tenant_id, goal_id, id);
CREATE INDEX plans_by_status ON l01.plans USING btree (tenant_id, status, id);
CREATE INDEX sessions_by_agent ON l01.sessions USING btree (tenant_id, agent_id, id) WHERE (agent_id IS NOT NULL);
CREATE INDEX tasks_by_agent ON l01.tasks USING btree (tenant_id, agent_id, id) WHERE (agent_id IS NOT NULL);
CREATE INDEX tasks_by_plan ON l01.tasks USING btree (tenant_id, plan_id, id);
CREATE INDEX tool_executions_by_agent ON l01.tool_executions USING btree (tenant_id, agent_id, id) WHERE (agent_id IS NOT NULL);
CREATE INDEX tool_executions_by_tool ON l01.tool_executions USING btree (tenant_id, tool_name, id);
ALTER TABLE ONLY l01.dataset_examples
    ADD CONSTRAINT dataset_examples_tenant_id_dataset_id_fkey FOREIGN KEY (tenant_id, dataset_id) REFERENCES l01.datasets(tenant_id, id) ON DELETE CASCADE;
ALTER TABLE l01.agents ENABLE ROW LEVEL SECURITY;
ALTER TABLE l01.aggregate_heads ENABLE ROW LEVEL SECURITY;
CREATE POLICY all_tenants ON l01.api_keys FOR SELECT TO portal_l01_reader USING (true);
CREATE POLICY all_tenants ON l01.checkpoints FOR SELECT TO portal_l01_reader USING (true);
CREATE POLICY all_tenants ON l01.documents FOR SELECT TO portal_l01_reader USING (true);
CREATE POLICY all_tenants ON l01.events FOR SELECT TO portal_l01_reader USING (true);
CREATE POLICY all_tenants ON l01.exports TO portal_l01_reader USING (true);
CREATE POLICY all_tenants ON l01.idempotency_keys TO portal_l01_reader USING (true);
CREATE POLICY all_tenants ON l01.journal_heads FOR SELECT TO portal_l01_reader USING (true);
CREATE POLICY all_tenants ON l01.tenants FOR SELECT TO portal_l01_reader USING (true);
ALTER TABLE l01.api_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE l01.artifacts ENABLE ROW LEVEL SECURITY;
ALTER TABLE l01.cache_entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE l01.checkpoints ENABLE ROW LEVEL SECURITY;
ALTER TABLE l01.config ENABLE ROW LEVEL SECURITY;
ALTER TABLE l01.dataset_examples ENABLE ROW LEVEL SECURITY;
ALTER TABLE l01.datasets ENABLE ROW LEVEL SECURITY;
ALTER TABLE l01.documents ENABLE ROW LEVEL SECURITY;
ALTER TABLE l01.evaluations ENABLE ROW LEVEL SECURITY;
ALTER TABLE l01.events ENABLE ROW LEVEL SECURITY;
CREATE POLICY expired ON l01.cache_entries TO portal_l01_reader USING ((expires_at <= now()));
ALTER TABLE l01.exports ENABLE ROW LEVEL SECURITY;
ALTER TABLE l01.feedback ENABLE ROW LEVEL SECURITY;
ALTER TABLE l01.goals ENABLE ROW LEVEL SECURITY;
ALTER TABLE l01.idempotency_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE l01.journal_heads ENABLE ROW LEVEL SECURITY;
ALTER TABLE l01.metric_points ENABLE ROW LEVEL SECURITY;
ALTER TABLE l01.model_usage ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_tenant ON l01.agents TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.aggregate_heads TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.api_keys TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.artifacts TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.cache_entries TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.checkpoints TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.config TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.dataset_examples TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.datasets TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.documents TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.evaluations TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.events TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.exports TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.feedback TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.goals TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.idempotency_keys TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.journal_heads TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.metric_points TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.model_usage TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.plans TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.sessions TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.state TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.tasks TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.tenants TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.tool_executions TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
CREATE POLICY one_tenant ON l01.tools TO portal_l01_app USING ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)) WITH CHECK ((tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid));
ALTER TABLE l01.plans ENABLE ROW LEVEL SECURITY;
ALTER TABLE l01.sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE l01.state ENABLE ROW LEVEL SECURITY;
ALTER TABLE l01.tasks ENABLE ROW LEVEL SECURITY;
ALTER TABLE l01.tenants ENABLE ROW LEVEL SECURITY;
ALTER TABLE l01.tool_executions ENABLE ROW LEVEL SECURITY;
ALTER TABLE l01.tools ENABLE ROW LEVEL SECURITY;
GRANT USAGE ON SCHEMA l01 TO portal_l01_app;
GRANT USAGE ON SCHEMA l01 TO portal_l01_reader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE l01.agents TO portal_l01_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE l01.aggregate_heads TO portal_l01_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE l01.api_keys TO portal_l01_app;
GRANT SELECT ON TABLE l01.api_keys TO portal_l01_reader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE l01.artifacts TO portal_l01_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE l01.cache_entries TO portal_l01_app;
GRANT SELECT,DELETE,UPDATE ON TABLE l01.cache_entries TO portal_l01_reader;
GRANT SELECT,INSERT ON TABLE l01.checkpoints TO portal_l01_app;
GRANT SELECT ON TABLE l01.checkpoints TO portal_l01_reader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE l01.config TO portal_l01_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE l01.dataset_examples TO portal_l01_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE l01.datasets TO portal_l01_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE l01.documents TO portal_l01_app;
GRANT SELECT ON TABLE l01.documents TO portal_l01_reader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE l01.evaluations TO portal_l01_app;
GRANT SELECT,INSERT ON TABLE l01.events TO portal_l01_app;
GRANT SELECT ON TABLE l01.events TO portal_l01_reader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE l01.exports TO portal_l01_app;
GRANT SELECT,UPDATE ON TABLE l01.exports TO portal_l01_reader;
GRANT SELECT ON TABLE l01.feed_epoch TO portal_l01_reader;
GRANT SELECT ON TABLE l01.feed_epoch TO portal_l01_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE l01.feedback TO portal_l01_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE l01.goals TO portal_l01_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE l01.idempotency_keys TO portal_l01_app;
GRANT SELECT,DELETE ON TABLE l01.idempotency_keys TO portal_l01_reader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE l01.journal_heads TO portal_l01_app;
GRANT SELECT ON TABLE l01.journal_heads TO portal_l01_reader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE l01.metric_points TO portal_l01_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE l01.model_usage TO portal_l01_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE l01.plans TO portal_l01_app;
GRANT SELECT,UPDATE ON TABLE l01.publishers TO portal_l01_reader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE l01.sessions TO portal_l01_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE l01.state TO portal_l01_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE l01.tasks TO portal_l01_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE l01.tenants TO portal_l01_app;
GRANT SELECT ON TABLE l01.tenants TO portal_l01_reader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE l01.tool_executions TO portal_l01_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE l01.tools TO portal_l01_app;
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
INSERT INTO l01.feed_epoch VALUES (true, 1);
INSERT INTO l01.flyway_schema_history VALUES (0, NULL, '<< Flyway Schema Creation >>', 'SCHEMA', '"l01"', NULL, 'portal', '2026-11-21 16:29:07.877063', 0, true);
INSERT INTO l01.flyway_schema_history VALUES (1, '1', 'journal', 'SQL', 'V1__journal.sql', -465005581, 'portal', '2026-11-21 16:29:07.933886', 79, true);
INSERT INTO l01.flyway_schema_history VALUES (2, '2', 'resources', 'SQL', 'V2__resources.sql', -1747744559, 'portal', '2026-11-21 16:29:08.038142', 89, true);
INSERT INTO l01.flyway_schema_history VALUES (3, '3', 'default tenant', 'SQL', 'V3__default_tenant.sql', 1361596996, 'portal', '2026-11-21 16:29:08.154973', 26, true);
INSERT INTO l01.flyway_schema_history VALUES (4, '4', 'row level security', 'SQL', 'V4__row_level_security.sql', -1826219047, 'portal', '2026-11-21 16:29:08.205658', 16, true);
INSERT INTO l01.flyway_schema_history VALUES (5, '5', 'more stores', 'SQL', 'V5__more_stores.sql', 2144500559, 'portal', '2026-11-21 16:29:08.241192', 53, true);
INSERT INTO l01.flyway_schema_history VALUES (6, '6', 'cache metrics exports', 'SQL', 'V6__cache_metrics_exports.sql', -148121668, 'portal', '2026-11-21 16:29:08.315743', 42, true);
INSERT INTO l01.flyway_schema_history VALUES (7, '7', 'verifiable history', 'SQL', 'V7__verifiable_history.sql', 1636997856, 'portal', '2026-11-21 16:29:08.384612', 14, true);
INSERT INTO l01.publishers VALUES ('test-01a1fef3-7139-7448-b920-c5c202aeb810', '1-4571-5184', 'one', '2026-11-21 16:32:22.50175+00');
INSERT INTO l01.publishers VALUES ('redis', '1-5513-6737', '01a1fef0-a180-7f04-89ad-1c0d2dbbd776', '2026-11-21 16:33:32.487639+00');
INSERT INTO l01.publishers VALUES ('test-01a1fef3-8034-7551-b118-67af48bc45da', '1-4580-5285', 'one', '2026-11-21 16:32:26.418099+00');
INSERT INTO l01.publishers VALUES ('test-01a1fef3-4109-7fde-ada8-9e605b4da5dd', '1-4452-3924', 'one', '2026-11-21 16:32:12.806852+00');
INSERT INTO l01.publishers VALUES ('test-01a1fef3-5777-786b-9ba4-9b5ecd99b271', '1-4475-5124', 'one', '2026-11-21 16:32:19.436452+00');
