/**
Splits a command line into the name of the process and its arguments. With the name `npm run`, the command line `npm run
build` gives `npm run` and ` build`. The kernel truncates names, and the name of a process that renamed itself may contain
blanks.
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
