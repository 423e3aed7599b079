-- AlterTable
ALTER TABLE "document" ADD COLUMN     "checks" JSON;

-- CreateTable
CREATE TABLE "paper_choice" (
    "tenant_id" UUID NOT NULL,
    "flight" TEXT NOT NULL DEFAULT '',
    "choice" JSON NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "paper_choice_pkey" PRIMARY KEY ("tenant_id","flight")
);

-- AddForeignKey
ALTER TABLE "paper_choice" ADD CONSTRAINT "paper_choice_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
