/** In the order of the menu: the kindest first. */
export const signals = [
	{name: 'SIGTERM', meaning: 'ask it to end'},
	{name: 'SIGINT', meaning: 'interrupt, as Ctrl-C'},
	{name: 'SIGHUP', meaning: 'hang up; many reload'},
	{name: 'SIGKILL', meaning: 'end it at once, nothing is saved'},
	{name: 'SIGSTOP', meaning: 'halt it'},
	{name: 'SIGCONT', meaning: 'let it go on'},
	{name: 'SIGUSR1', meaning: 'its own meaning 1'},
	{name: 'SIGUSR2', meaning: 'its own meaning 2'},
	{name: 'SIGQUIT', meaning: 'end with a core dump'},
] as const satisfies readonly {readonly name: NodeJS.Signals; readonly meaning: string}[];
