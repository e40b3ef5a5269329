/** Returns a PCI address in the format of sysfs, `0000:01:00.0`; nvidia-smi writes the domain with eight digits. */
export function pciAddress(text: string | undefined): string | undefined {
	const [, domain, place] = /^([\da-f]{4,8}):([\da-f]{2}:[\da-f]{2}\.[\da-f])$/i.exec(text?.trim() ?? '') ?? [];
	return domain === undefined || place === undefined ? undefined : `${domain.slice(-4)}:${place}`.toLowerCase();
}
