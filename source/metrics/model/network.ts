/** A network interface. Source: `/proc/net/dev`. */
export type NetworkInterface = {
	readonly name: string;
	/**
	Whether the interface counts towards the totals: a physical device. Bridges, tunnels, virtual interfaces of containers
	and guests, and devices whose traffic another interface also counts are not physical.
	*/
	readonly isPhysical: boolean;
	/** Bytes received since the interface was created. */
	readonly receivedBytes: number;
	/** Bytes sent since the interface was created. */
	readonly sentBytes: number;
	/** Packets received. `undefined` where the platform does not count them, like the counters below. */
	readonly receivedPackets: number | undefined;
	/** Packets sent. */
	readonly sentPackets: number | undefined;
	/** Damaged packets received. */
	readonly receiveErrors: number | undefined;
	/** Packets that could not be sent because of errors. */
	readonly sendErrors: number | undefined;
	/** Valid received packets that were discarded, because of an unsupported protocol or a lack of buffers. */
	readonly receiveDrops: number | undefined;
	/** Packets to send that were discarded. */
	readonly sendDrops: number | undefined;
	/** Receive rate. `undefined` in the first sample and after a counter decreased, like the rates below. */
	readonly receiveBytesPerSecond: number | undefined;
	/** Send rate. */
	readonly sendBytesPerSecond: number | undefined;
	/** Errors in both directions. */
	readonly errorsPerSecond: number | undefined;
	/** Drops in both directions. */
	readonly dropsPerSecond: number | undefined;
	/** Received packets per second. `undefined` where the platform does not count them, like the rates below. */
	readonly receivePacketsPerSecond: number | undefined;
	/** Sent packets per second. */
	readonly sendPacketsPerSecond: number | undefined;
	readonly receiveErrorsPerSecond: number | undefined;
	readonly sendErrorsPerSecond: number | undefined;
	readonly receiveDropsPerSecond: number | undefined;
	readonly sendDropsPerSecond: number | undefined;
	/** Link speed in megabits per second. `undefined` for virtual interfaces and links that are down. */
	readonly linkMbps: number | undefined;
	/** Used share of the link speed in the busier direction, 0–100. `undefined` without a rate or a link speed. */
	readonly linkUsedPercent: number | undefined;
	/**
	Number of times the link went up or down since the interface was created. Source: `carrier_changes` in
	`/sys/class/net`. `undefined` where the platform does not count them.
	*/
	readonly carrierChanges: number | undefined;
	/**
	Whether the interface can pass packets. Source: `operstate` in `/sys/class/net`. `undefined` where the driver does not
	report it (`unknown`), as for loopback and most tunnels.
	*/
	readonly isUp: boolean | undefined;
};

/** Network traffic over the last interval. */
export type Network = {
	/**
	Sum over the physical interfaces; without physical interfaces (in containers), over those that are neither loopback
	nor carried by another interface.
	*/
	readonly receiveBytesPerSecond: number | undefined;
	/** Sum over the same interfaces. */
	readonly sendBytesPerSecond: number | undefined;
	/**
	The interfaces of the totals, and other interfaces (loopback, bridges) that carry more than 1 MB/s or did so in the
	last minute.
	*/
	readonly interfaces: readonly NetworkInterface[];
};
