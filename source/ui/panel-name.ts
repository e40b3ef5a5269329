/** Everything that has a panel of its own. */
export type PanelName =
	| 'cpu'
	| 'memory'
	| 'disks'
	| 'network'
	| 'gpu'
	| 'processes'
	| 'statistics'
	| 'alerts'
	| 'pressure'
	| 'temperatures'
	| 'limits';
