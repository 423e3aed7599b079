-- CreateTable
CREATE TABLE "waybill_range" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" UUID NOT NULL,
    "carrier" TEXT NOT NULL,
    "first" TEXT NOT NULL,
    "last" TEXT NOT NULL,

    CONSTRAINT "waybill_range_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "waybill_range_tenant_id_carrier_idx" ON "waybill_range"("tenant_id", "carrier");

-- AddForeignKey
ALTER TABLE "waybill_range" ADD CONSTRAINT "waybill_range_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What is in stock already.
INSERT INTO "waybill_range" ("tenant_id", "carrier", "first", "last")
SELECT "tenant_id", "carrier", min("number"), max("number") FROM (
  SELECT "tenant_id", "carrier", "number", left("number", 3) AS "prefix",
         substr("number", 5, 7)::int - row_number() OVER (PARTITION BY "tenant_id", "carrier", left("number", 3) ORDER BY "number") AS "stretch"
  FROM "waybill_number") s
GROUP BY "tenant_id", "carrier", "prefix", "stretch";

-- How fast numbers go is asked by each run, of those alone that were used.
CREATE INDEX "waybill_number_allotted" ON "waybill_number" ("tenant_id", "carrier", "allotted_at") WHERE "allotted_at" IS NOT NULL;

-- Free numbers in their order. Of a collation by its name, so that no other index can be taken for it: that of all numbers leads past
-- every used one.
CREATE INDEX "waybill_number_free" ON "waybill_number" ("tenant_id", "carrier", ("number" COLLATE "C")) WHERE "state" = 'free';
