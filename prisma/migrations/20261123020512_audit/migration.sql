-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "actor" TEXT NOT NULL,
    "key_id" UUID,
    "organisation_id" UUID,
    "roles" TEXT NOT NULL DEFAULT '',
    "action" TEXT NOT NULL,
    "object" TEXT NOT NULL,
    "result" TEXT NOT NULL DEFAULT 'ok',
    "request_id" TEXT,
    "details" JSON,
    "position" BIGINT,
    "previous_hash" BYTEA,
    "hash" BYTEA,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "tenant_id" UUID NOT NULL,
    "position" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateIndex
CREATE INDEX "audit_entry_tenant_id_at_id_idx" ON "audit_entry"("tenant_id", "at", "id");

-- CreateIndex
CREATE INDEX "audit_entry_tenant_id_object_idx" ON "audit_entry"("tenant_id", "object");

-- CreateIndex
CREATE INDEX "audit_entry_tenant_id_action_at_idx" ON "audit_entry"("tenant_id", "action", "at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_entry_tenant_id_position_key" ON "audit_entry"("tenant_id", "position");

-- What waits for its seal.
CREATE INDEX "audit_entry_unsealed" ON "audit_entry" ("id") WHERE "hash" IS NULL;

-- The database says when, and nobody brings a seal along.
CREATE FUNCTION "audit_entry_insert"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."at" := date_trunc('milliseconds', clock_timestamp());
  NEW."position" := NULL;
  NEW."previous_hash" := NULL;
  NEW."hash" := NULL;
  RETURN NEW;
END $$;

-- An entry is sealed once and changed never.
CREATE FUNCTION "audit_entry_update"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."hash" IS NULL AND OLD."position" IS NULL AND NEW."hash" IS NOT NULL AND NEW."previous_hash" IS NOT NULL AND NEW."position" IS NOT NULL
    AND (NEW."id", NEW."tenant_id", NEW."at", NEW."actor", NEW."key_id", NEW."organisation_id", NEW."roles", NEW."action", NEW."object", NEW."result",
      NEW."request_id", NEW."details"::text) IS NOT DISTINCT FROM
        (OLD."id", OLD."tenant_id", OLD."at", OLD."actor", OLD."key_id", OLD."organisation_id", OLD."roles", OLD."action", OLD."object", OLD."result",
      OLD."request_id", OLD."details"::text)
  THEN RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the audit log is only ever added to' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION "audit_entry_remove"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('waybridge.audit_forgets', true) = txid_current()::text THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'the audit log is only ever added to' USING ERRCODE = 'insufficient_privilege';
END $$;

-- The end of a chain only ever moves on.
CREATE FUNCTION "audit_head_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW."tenant_id" = OLD."tenant_id" AND NEW."position" > OLD."position" THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'the audit log is only ever added to' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER "audit_entry_insert" BEFORE INSERT ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION "audit_entry_insert"();
CREATE TRIGGER "audit_entry_update" BEFORE UPDATE ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION "audit_entry_update"();
CREATE TRIGGER "audit_entry_delete" BEFORE DELETE ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION "audit_entry_remove"();
CREATE TRIGGER "audit_entry_truncate" BEFORE TRUNCATE ON "audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION "audit_entry_remove"();
CREATE TRIGGER "audit_head_change" BEFORE UPDATE OR DELETE ON "audit_head" FOR EACH ROW EXECUTE FUNCTION "audit_head_change"();
CREATE TRIGGER "audit_head_truncate" BEFORE TRUNCATE ON "audit_head" FOR EACH STATEMENT EXECUTE FUNCTION "audit_head_change"();

-- Ends the keeping of what came before a time: the beginning of a tenant's chain, all of which is sealed and older, goes. An entry says how
-- far and by what hash the rest begins, so that the chain still begins somewhere. Answers how many entries went. `p_basis` names the rule, no person.
CREATE FUNCTION "audit_forget"(p_tenant uuid, p_before timestamptz, p_basis text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  last_position bigint;
  last_hash bytea;
  removed bigint;
BEGIN
  -- Against the sealer, and against another of these.
  PERFORM pg_advisory_xact_lock(7201140);
  SELECT min("position") - 1 INTO last_position FROM "audit_entry" WHERE "tenant_id" = p_tenant AND "position" IS NOT NULL AND "at" >= p_before;
  IF last_position IS NULL THEN
    SELECT max("position") INTO last_position FROM "audit_entry" WHERE "tenant_id" = p_tenant;
  END IF;
  SELECT "hash" INTO last_hash FROM "audit_entry" WHERE "tenant_id" = p_tenant AND "position" = last_position;
  IF last_hash IS NULL THEN RETURN 0; END IF;
  PERFORM set_config('waybridge.audit_forgets', txid_current()::text, true);
  DELETE FROM "audit_entry" WHERE "tenant_id" = p_tenant AND "position" <= last_position;
  GET DIAGNOSTICS removed = ROW_COUNT;
  PERFORM set_config('waybridge.audit_forgets', '', true);
  INSERT INTO "audit_entry" ("tenant_id", "actor", "action", "object", "details") VALUES (p_tenant, 'service', 'audit.forgotten', last_position::text,
    json_build_object('hash', encode(last_hash, 'hex'), 'entries', removed, 'basis', p_basis));
  RETURN removed;
END $$;
