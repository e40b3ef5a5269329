/** The names of the users by their numbers, from `/etc/passwd` (passwd(5)). The first of several names counts. */
export function parsePasswd(text: string): ReadonlyMap<number, string> {
	const names = new Map<number, string>();
	for (const line of text.split('\n')) {
		const [name, , uid] = line.split(':', 3);
		// "+" and "-" lines of NIS and comments have no number.
		if (name && uid !== undefined && /^\d+$/.test(uid) && !names.has(Number(uid))) {
			names.set(Number(uid), name);
		}
	}

	return names;
}
