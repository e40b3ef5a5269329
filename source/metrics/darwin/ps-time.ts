/**
Parses processor time in the format of `ps` and returns seconds: `12:34.56` (macOS: minutes, which may exceed 60,
seconds and hundredths), `02:03:04` and `1-02:03:04` (POSIX: days, hours, minutes, seconds). Returns `undefined` for
anything else.
*/
export function parsePsTime(text: string): number | undefined {
	const match = /^(?:(\d+)-)?(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)$/.exec(text);
	if (match === null) {
		return undefined;
	}

	const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map(part => Number(part ?? 0));
	return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}
