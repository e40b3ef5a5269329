/** One line of the full query: a GeForce RTX 2080 SUPER on a desk, unless a cell is given. */
export function nvidiaLine(cells: Readonly<Record<string, string>> = {}): string {
	const all = {
		index: '0',
		uuid: 'GPU-0a0a0a0a-0000-1111-2222-333344445555',
		name: 'NVIDIA GeForce RTX 2080 SUPER',
		driver_version: '595.71.05',
		'pci.bus_id': '00000000:01:00.0',
		'memory.total': '8192',
		'memory.used': '214',
		'memory.free': '7571',
		'utilization.gpu': '0',
		'temperature.gpu': '40',
		'power.draw': '39.32',
		'power.limit': '250.00',
		'fan.speed': '38',
		'clocks.gr': '300',
		'clocks.mem': '405',
		'enforced.power.limit': '240.00',
		'mig.mode.current': '[N/A]',
		...cells,
	};
	return Object.values(all).join(', ');
}
