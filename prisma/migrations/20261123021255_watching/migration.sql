-- CreateTable
CREATE TABLE "finding_tally" (
    "flight_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "counts" JSON NOT NULL,

    CONSTRAINT "finding_tally_pkey" PRIMARY KEY ("flight_id")
);

-- CreateTable
CREATE TABLE "check_result" (
    "check" TEXT NOT NULL,
    "breaches" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "check_result_pkey" PRIMARY KEY ("check")
);

-- AddForeignKey
ALTER TABLE "finding_tally" ADD CONSTRAINT "finding_tally_flight_id_fkey" FOREIGN KEY ("flight_id") REFERENCES "flight"("id") ON DELETE CASCADE ON UPDATE CASCADE;
