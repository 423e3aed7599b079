-- AlterTable
ALTER TABLE "consignment" ADD COLUMN     "listed_hash" BYTEA;

-- AlterTable
ALTER TABLE "declaration" ADD COLUMN     "listed_fingerprint" BYTEA;

-- AlterTable
ALTER TABLE "flight" ADD COLUMN     "facts_revision" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "flight_run" ADD COLUMN     "plan_version" TEXT,
ADD COLUMN     "unmade" TEXT[];
