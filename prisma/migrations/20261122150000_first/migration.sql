-- CreateTable
CREATE TABLE "tenant" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "carrier" TEXT,
    "destinations" TEXT[],

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "roles" TEXT[],
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "flight" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "carrier" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "date" DATE NOT NULL,
    "origin" TEXT NOT NULL,
    "destination" TEXT NOT NULL,
    "departs_at" TEXT,
    "arrives_at" TEXT,
    "aircraft" TEXT,
    "status" TEXT NOT NULL DEFAULT 'open',
    "revision" INTEGER NOT NULL DEFAULT 0,
    "published_revision" INTEGER,
    "consignments" INTEGER NOT NULL DEFAULT 0,
    "held" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "flight_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "manifest" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" UUID NOT NULL,
    "flight_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "manifest_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "current" BOOLEAN NOT NULL,
    "status" TEXT NOT NULL,
    "consignments" INTEGER NOT NULL,
    "held" INTEGER NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "manifest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consignment" (
    "manifest_key" BIGINT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "house_waybill" TEXT,
    "order_number" TEXT,
    "bag" TEXT,
    "destination" TEXT,
    "consignee_kind" TEXT,
    "pieces" INTEGER,
    "gross_weight_g" BIGINT,
    "volume_cm3" BIGINT,
    "line_values" TEXT,
    "held" BOOLEAN NOT NULL,
    "problems" JSON,
    "content_hash" BYTEA NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "consignment_pkey" PRIMARY KEY ("manifest_key","sequence")
);

-- CreateTable
CREATE TABLE "flight_run" (
    "id" BIGSERIAL NOT NULL,
    "flight_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_until" TIMESTAMPTZ(3),
    "stage" TEXT NOT NULL DEFAULT 'queued',
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "stage_started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "problem" JSONB,
    "context" JSONB NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "plan_hash" BYTEA,
    "renderer_version" TEXT,

    CONSTRAINT "flight_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "master_waybill" (
    "run_id" BIGINT NOT NULL,
    "index" INTEGER NOT NULL,
    "slot" TEXT NOT NULL,
    "number" TEXT,
    "destination" TEXT NOT NULL,
    "pieces" INTEGER NOT NULL,
    "consignments" INTEGER NOT NULL,
    "consignment_pieces" INTEGER NOT NULL,
    "gross_weight_g" BIGINT NOT NULL,
    "volume_cm3" BIGINT NOT NULL,
    "chargeable_half_kg" BIGINT NOT NULL,

    CONSTRAINT "master_waybill_pkey" PRIMARY KEY ("run_id","index")
);

-- CreateTable
CREATE TABLE "declaration" (
    "run_id" BIGINT NOT NULL,
    "index" INTEGER NOT NULL,
    "slot" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "waybill" INTEGER NOT NULL,
    "house_waybills" INTEGER NOT NULL,
    "goods_items" INTEGER NOT NULL,
    "gross_weight_g" BIGINT NOT NULL,
    "value_kopecks" BIGINT NOT NULL,
    "fingerprint" BYTEA,

    CONSTRAINT "declaration_pkey" PRIMARY KEY ("run_id","index")
);

-- CreateTable
CREATE TABLE "placement" (
    "run_id" BIGINT NOT NULL,
    "declaration" INTEGER NOT NULL,
    "ordinal" SMALLINT NOT NULL,
    "first_goods_numeric" SMALLINT NOT NULL,
    "manifest_key" BIGINT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "value_kopecks" BIGINT NOT NULL,

    CONSTRAINT "placement_pkey" PRIMARY KEY ("run_id","declaration","ordinal")
);

-- CreateTable
CREATE TABLE "waybill_number" (
    "number" TEXT NOT NULL,
    "tenant_id" UUID NOT NULL,
    "carrier" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'free',
    "flight_id" UUID,
    "slot" TEXT,
    "allotted_at" TIMESTAMPTZ(3),

    CONSTRAINT "waybill_number_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "exchange_rate" (
    "tenant_id" UUID NOT NULL,
    "date" DATE NOT NULL,
    "currency" TEXT NOT NULL,
    "nominal" INTEGER NOT NULL,
    "rate" DECIMAL(15,4) NOT NULL,

    CONSTRAINT "exchange_rate_pkey" PRIMARY KEY ("tenant_id","date","currency")
);

-- CreateTable
CREATE TABLE "destination_setting" (
    "tenant_id" UUID NOT NULL,
    "airport" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "destination_setting_pkey" PRIMARY KEY ("tenant_id","airport")
);

-- CreateTable
CREATE TABLE "document" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "flight_id" UUID NOT NULL,
    "run_id" BIGINT NOT NULL,
    "revision" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "destination" TEXT,
    "file_name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "sha256" BYTEA NOT NULL,
    "crc32" BIGINT NOT NULL,
    "encoding" TEXT NOT NULL,
    "object_key" TEXT NOT NULL,
    "object_size" BIGINT NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "status" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "run_id" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_record" (
    "tenant_id" UUID NOT NULL,
    "route" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" BYTEA,
    "lease_until" TIMESTAMPTZ(3),
    "holder" UUID,
    "status" INTEGER,
    "body" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_record_pkey" PRIMARY KEY ("tenant_id","route","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "tenant_name_key" ON "tenant"("name");

-- CreateIndex
CREATE UNIQUE INDEX "organisation_tenant_id_name_key" ON "organisation"("tenant_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "flight_tenant_id_date_code_idx" ON "flight"("tenant_id", "date", "code");

-- CreateIndex
CREATE UNIQUE INDEX "flight_tenant_id_code_key" ON "flight"("tenant_id", "code");

-- CreateIndex
CREATE INDEX "manifest_flight_id_idx" ON "manifest"("flight_id");

-- CreateIndex
CREATE UNIQUE INDEX "manifest_tenant_id_manifest_id_revision_key" ON "manifest"("tenant_id", "manifest_id", "revision");

-- CreateIndex
CREATE INDEX "consignment_house_waybill_idx" ON "consignment"("house_waybill");

-- CreateIndex
CREATE INDEX "consignment_order_number_idx" ON "consignment"("order_number");

-- CreateIndex
CREATE INDEX "flight_run_state_next_attempt_at_idx" ON "flight_run"("state", "next_attempt_at");

-- CreateIndex
CREATE UNIQUE INDEX "flight_run_flight_id_revision_key" ON "flight_run"("flight_id", "revision");

-- CreateIndex
CREATE UNIQUE INDEX "master_waybill_run_id_slot_key" ON "master_waybill"("run_id", "slot");

-- CreateIndex
CREATE UNIQUE INDEX "declaration_run_id_slot_key" ON "declaration"("run_id", "slot");

-- CreateIndex
CREATE UNIQUE INDEX "placement_run_id_manifest_key_sequence_key" ON "placement"("run_id", "manifest_key", "sequence");

-- CreateIndex
CREATE INDEX "waybill_number_tenant_id_carrier_state_number_idx" ON "waybill_number"("tenant_id", "carrier", "state", "number");

-- CreateIndex
CREATE UNIQUE INDEX "waybill_number_flight_id_slot_key" ON "waybill_number"("flight_id", "slot");

-- CreateIndex
CREATE INDEX "document_flight_id_status_idx" ON "document"("flight_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "document_run_id_type_format_subject_key" ON "document"("run_id", "type", "format", "subject");

-- CreateIndex
CREATE INDEX "outbox_sent_at_idx" ON "outbox"("sent_at");

-- AddForeignKey
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flight" ADD CONSTRAINT "flight_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "manifest" ADD CONSTRAINT "manifest_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "manifest" ADD CONSTRAINT "manifest_flight_id_fkey" FOREIGN KEY ("flight_id") REFERENCES "flight"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "manifest" ADD CONSTRAINT "manifest_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flight_run" ADD CONSTRAINT "flight_run_flight_id_fkey" FOREIGN KEY ("flight_id") REFERENCES "flight"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "master_waybill" ADD CONSTRAINT "master_waybill_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "flight_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "declaration" ADD CONSTRAINT "declaration_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "flight_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waybill_number" ADD CONSTRAINT "waybill_number_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waybill_number" ADD CONSTRAINT "waybill_number_flight_id_fkey" FOREIGN KEY ("flight_id") REFERENCES "flight"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exchange_rate" ADD CONSTRAINT "exchange_rate_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "destination_setting" ADD CONSTRAINT "destination_setting_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_flight_id_fkey" FOREIGN KEY ("flight_id") REFERENCES "flight"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "flight_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "flight_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotency_record" ADD CONSTRAINT "idempotency_record_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Limits of ExpressCargoDeclaration.xsd, held by the database as well.
ALTER TABLE "declaration" ADD CONSTRAINT "declaration_limits" CHECK ("house_waybills" BETWEEN 1 AND 500 AND "goods_items" BETWEEN 1 AND 999);
ALTER TABLE "placement" ADD CONSTRAINT "placement_limits" CHECK ("ordinal" BETWEEN 1 AND 500 AND "first_goods_numeric" BETWEEN 1 AND 999);
ALTER TABLE "waybill_number" ADD CONSTRAINT "waybill_number_check_digit"
  CHECK ("number" ~ '^[0-9]{3}-[0-9]{8}$' AND substr("number", 5, 7)::int % 7 = substr("number", 12, 1)::int);

-- A body of two to eight kilobytes stays in its row, uncompressed: compressing it would cost more than writing it.
ALTER TABLE "consignment" ALTER COLUMN "body" SET STORAGE EXTERNAL;
ALTER TABLE "consignment" SET (toast_tuple_target = 8160);

-- What is held is looked for often and is little of it all.
CREATE INDEX "consignment_held" ON "consignment" ("manifest_key", "sequence") WHERE "held";
