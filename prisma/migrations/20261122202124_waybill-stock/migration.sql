-- AlterTable
ALTER TABLE "waybill_number" ADD COLUMN     "void_reason" TEXT,
ADD COLUMN     "voided_at" TIMESTAMPTZ(3),
ADD COLUMN     "voided_by" UUID;

ALTER TABLE "waybill_number" ADD CONSTRAINT "waybill_number_state" CHECK ("state" IN ('free', 'used', 'void'));
ALTER TABLE "waybill_number" ADD CONSTRAINT "waybill_number_void_has_reason" CHECK ("state" <> 'void' OR ("void_reason" IS NOT NULL AND "voided_at" IS NOT NULL));

-- A number that has left the stock never comes back, whoever asks: a waybill printed once may turn up years later.
-- Migrations are run statement by statement, parted at each semicolon, so that those of the body are written \x3b.
CREATE FUNCTION "waybill_number_stays"() RETURNS trigger LANGUAGE plpgsql AS E'BEGIN
  RAISE EXCEPTION \'air waybill number % is % for ever\', OLD."number", OLD."state" USING ERRCODE = \'integrity_constraint_violation\'\x3b
END';

CREATE TRIGGER "waybill_number_stays" BEFORE UPDATE OF "state" ON "waybill_number" FOR EACH ROW
  WHEN ((OLD."state" <> 'free' AND NEW."state" = 'free') OR (OLD."state" = 'void' AND NEW."state" <> 'void'))
  EXECUTE FUNCTION "waybill_number_stays"();
