/** Signals in menu order. */
export const signals = [
	{name: 'SIGTERM', meaning: 'ask it to terminate'},
	{name: 'SIGINT', meaning: 'interrupt, like Ctrl-C'},
	{name: 'SIGHUP', meaning: 'hang up; many daemons reload'},
	{name: 'SIGKILL', meaning: 'kill it at once; cannot be caught'},
	{name: 'SIGSTOP', meaning: 'stop it'},
	{name: 'SIGCONT', meaning: 'continue it'},
	{name: 'SIGUSR1', meaning: 'user-defined signal 1'},
	{name: 'SIGUSR2', meaning: 'user-defined signal 2'},
	{name: 'SIGQUIT', meaning: 'quit with a core dump'},
] as const satisfies readonly {readonly name: NodeJS.Signals; readonly meaning: string}[];
