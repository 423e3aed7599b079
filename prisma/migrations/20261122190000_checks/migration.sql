-- AlterTable
ALTER TABLE "consignment" ADD COLUMN     "approvals" JSON,
ADD COLUMN     "consignee_key" BIGINT,
ADD COLUMN     "document_key" BIGINT,
ADD COLUMN     "reported_kopecks" BIGINT,
ADD COLUMN     "source" TEXT,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "declaration" ADD COLUMN     "duty_kopecks" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "payments" JSONB;

-- AlterTable
ALTER TABLE "manifest" ADD COLUMN     "layout" JSONB;

-- AlterTable
ALTER TABLE "placement" ADD COLUMN     "duty_basis" TEXT NOT NULL DEFAULT 'none',
ADD COLUMN     "duty_kopecks" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "payments" JSON,
ADD COLUMN     "value_eur" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "trade_list" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "csv" TEXT NOT NULL,
    "rows" JSON NOT NULL,
    "count" INTEGER NOT NULL,
    "imported_by" UUID NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trade_list_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "column_mapping" (
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "column_mapping_pkey" PRIMARY KEY ("tenant_id","name")
);

-- CreateTable
CREATE TABLE "consignment_change" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" UUID NOT NULL,
    "flight_id" UUID NOT NULL,
    "manifest_key" BIGINT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "organisation_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "action" TEXT NOT NULL,
    "reason" TEXT,
    "before" JSON NOT NULL,
    "after" JSON NOT NULL,

    CONSTRAINT "consignment_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "trade_list_tenant_id_name_version_key" ON "trade_list"("tenant_id", "name", "version");

-- CreateIndex
CREATE INDEX "consignment_change_manifest_key_sequence_id_idx" ON "consignment_change"("manifest_key", "sequence", "id");

-- CreateIndex
CREATE INDEX "consignment_change_flight_id_id_idx" ON "consignment_change"("flight_id", "id");

-- AddForeignKey
ALTER TABLE "trade_list" ADD CONSTRAINT "trade_list_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "column_mapping" ADD CONSTRAINT "column_mapping_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consignment_change" ADD CONSTRAINT "consignment_change_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Plans made before have no such figures. From now on each states them.
ALTER TABLE "declaration" ALTER COLUMN "duty_kopecks" DROP DEFAULT;
ALTER TABLE "placement" ALTER COLUMN "duty_kopecks" DROP DEFAULT, ALTER COLUMN "duty_basis" DROP DEFAULT, ALTER COLUMN "value_eur" DROP DEFAULT;

ALTER TABLE "consignment" ALTER COLUMN "source" SET STORAGE EXTERNAL;

-- Rows with something to tell, held or not, are few of them all.
CREATE INDEX "consignment_problems" ON "consignment" ("manifest_key", "sequence") WHERE "problems" IS NOT NULL;

-- Sums over a month by consignee, read from the index alone.
CREATE INDEX "consignment_consignee" ON "consignment" ("consignee_key", "manifest_key") INCLUDE ("reported_kopecks", "gross_weight_g") WHERE NOT "held";
