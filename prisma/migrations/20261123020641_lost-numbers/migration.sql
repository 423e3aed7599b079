-- CreateTable
CREATE TABLE "lost_number" (
    "number" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lost_number_pkey" PRIMARY KEY ("number")
);
