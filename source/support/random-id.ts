/**
Returns 16 random hexadecimal digits, for what must differ but need not be secret: `node:crypto`, from which secrets come, takes
6 ms to load.
*/
export function randomId(): string {
	const part = (): string =>
		Math.floor(Math.random() * 2 ** 32)
			.toString(16)
			.padStart(8, '0');
	return part() + part();
}
