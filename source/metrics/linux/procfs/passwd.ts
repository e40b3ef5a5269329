/** Returns the names of users by user id, from `/etc/passwd` (passwd(5)). Of several names, the first one is used. */
export function parsePasswd(text: string): ReadonlyMap<number, string> {
	const names = new Map<number, string>();
	for (const line of text.split('\n')) {
		const [name, , uid] = line.split(':', 3);
		// "+" and "-" lines of NIS, and comments, have no user id.
		if (name && uid !== undefined && /^\d+$/.test(uid) && !names.has(Number(uid))) {
			names.set(Number(uid), name);
		}
	}

	return names;
}
