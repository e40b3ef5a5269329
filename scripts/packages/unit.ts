type Change = readonly [pattern: RegExp, text: string];

/** What differs between the units for an installation with npm and those of a package. */
const serviceChanges: readonly Change[] = [
	[
		/^#[\s\S]*?(?=\[Unit\])/,
		`# mon-tui as a service. "systemctl enable --now mon-tui" starts it, "systemctl edit mon-tui" changes it.
#
# The configuration is /etc/mon-tui/config.json, which only root and the user mon-tui can read. To serve on a Unix socket instead
# of a port, enable mon-tui.socket, too.

`,
	],
	[/^ExecStart=\/usr\/bin\/env mon-tui /m, 'ExecStart=/usr/bin/mon-tui '],
	// A user of its own instead of a dynamic one: the configuration may contain secrets.
	[/^DynamicUser=yes$/m, 'User=mon-tui\nPrivateTmp=yes'],
];
const socketChanges: readonly Change[] = [[/^# {3}cp .*\n/m, '']];

/** Returns the service of the documents as the packages install it. */
export function packagedService(unit: string): string {
	return changed(unit, serviceChanges);
}

/** Returns the socket of the documents as the packages install it. */
export function packagedSocket(unit: string): string {
	return changed(unit, socketChanges);
}

function changed(unit: string, changes: readonly Change[]): string {
	return changes.reduce((text, [pattern, replacement]) => {
		if (!pattern.test(text)) {
			throw new Error(`docs/systemd: nothing matches ${pattern}`);
		}

		return text.replace(pattern, replacement);
	}, unit);
}
