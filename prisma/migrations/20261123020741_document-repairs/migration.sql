-- AlterTable
ALTER TABLE "manifest" ADD COLUMN     "head" TEXT;

-- CreateTable
CREATE TABLE "document_repair" (
    "document_id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_repair_pkey" PRIMARY KEY ("document_id")
);

-- CreateIndex
CREATE INDEX "document_repair_next_attempt_at_idx" ON "document_repair"("next_attempt_at");

-- CreateIndex
CREATE INDEX "document_object_key_idx" ON "document"("object_key");
