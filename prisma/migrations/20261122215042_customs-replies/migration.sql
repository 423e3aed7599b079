-- CreateTable
CREATE TABLE "customs_reply" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "sha256" BYTEA NOT NULL,
    "body" BYTEA NOT NULL,
    "declaration_document_id" TEXT,
    "flight_id" UUID,
    "slot" TEXT,
    "applied" INTEGER NOT NULL DEFAULT 0,
    "findings" JSON,

    CONSTRAINT "customs_reply_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "declaration_registration" (
    "tenant_id" UUID NOT NULL,
    "flight_id" UUID NOT NULL,
    "slot" TEXT NOT NULL,
    "customs_office" TEXT NOT NULL,
    "date" DATE NOT NULL,
    "number" TEXT NOT NULL,
    "add_number" TEXT,
    "document_id" TEXT,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "reply_id" UUID NOT NULL,

    CONSTRAINT "declaration_registration_pkey" PRIMARY KEY ("flight_id","slot")
);

-- CreateTable
CREATE TABLE "customs_mark" (
    "reply_id" UUID NOT NULL,
    "row" SMALLINT NOT NULL,
    "flight_id" UUID NOT NULL,
    "house_waybill" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "reason_code" TEXT,
    "reason" TEXT,

    CONSTRAINT "customs_mark_pkey" PRIMARY KEY ("reply_id","row")
);

-- CreateTable
CREATE TABLE "customs_decision" (
    "flight_id" UUID NOT NULL,
    "house_waybill" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "reason_code" TEXT,
    "reason" TEXT,
    "is_final" BOOLEAN NOT NULL,
    "reply_id" UUID NOT NULL,

    CONSTRAINT "customs_decision_pkey" PRIMARY KEY ("flight_id","house_waybill")
);

-- CreateIndex
CREATE INDEX "customs_reply_flight_id_idx" ON "customs_reply"("flight_id");

-- CreateIndex
CREATE UNIQUE INDEX "customs_reply_tenant_id_sha256_key" ON "customs_reply"("tenant_id", "sha256");

-- CreateIndex
CREATE INDEX "declaration_registration_tenant_id_customs_office_date_numb_idx" ON "declaration_registration"("tenant_id", "customs_office", "date", "number");

-- CreateIndex
CREATE INDEX "declaration_registration_tenant_id_document_id_idx" ON "declaration_registration"("tenant_id", "document_id");

-- CreateIndex
CREATE INDEX "customs_mark_flight_id_house_waybill_idx" ON "customs_mark"("flight_id", "house_waybill");

-- CreateIndex
CREATE INDEX "customs_decision_flight_id_code_idx" ON "customs_decision"("flight_id", "code");

-- AddForeignKey
ALTER TABLE "customs_reply" ADD CONSTRAINT "customs_reply_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
