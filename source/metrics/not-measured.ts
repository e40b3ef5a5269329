/**
Stands in a required number that this platform does not tell. Never 0: JSON makes it `null`, and no threshold compares
true with it.
*/
export const notMeasured = Number.NaN;
