-- AlterTable
ALTER TABLE "flight_run" ADD COLUMN     "ready_at" TIMESTAMPTZ(3);
