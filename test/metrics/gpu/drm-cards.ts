/** The files of a GPU in `/sys/class/drm`, and of its PCI device. */
export function drmCard(
	number: number,
	pciId: string,
	address: string,
	files: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
	const card = `sys/class/drm/card${number}`;
	const all = {
		'device/uevent': `DRIVER=any\nPCI_CLASS=30000\nPCI_ID=${pciId}\nPCI_SLOT_NAME=${address}\n`,
		'device/power/runtime_status': 'active\n',
		...files,
	};
	return Object.fromEntries(Object.entries(all).map(([file, content]) => [`${card}/${file}`, content]));
}
