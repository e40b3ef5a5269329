/**
`npm run build` that calls itself `npm run` → `npm run` and ` build`: the name, and what else it was started with. The kernel
cuts names short, and programs that rename themselves may have blanks in theirs.
*/
export function nameAndArguments(name: string, commandLine: string): readonly [string, string] {
	const [program = ''] = commandLine.split(' ', 1);
	const short = commandLine.slice(program.lastIndexOf('/') + 1);
	if (!short.startsWith(name)) {
		return [name, ` ${commandLine}`];
	}

	const blank = short.indexOf(' ', name.length);
	return blank === -1 ? [short, ''] : [short.slice(0, blank), short.slice(blank)];
}
