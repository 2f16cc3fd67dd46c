/** How the network is reached. What is absent comes from the environment, as for other programs. */
export interface NetworkSettings {
  /** True forbids every request. */
  readonly offline?: boolean;
  /** "off" connects directly whatever the environment says; "" leaves it to the environment (`HTTPS_PROXY`, …). */
  readonly proxy?: string;
  /** Hosts that need no proxy, as in `NO_PROXY`. */
  readonly noProxy?: readonly string[];
  /** False accepts certificates that nobody vouches for; a model that is fetched is checked by its digest all the same. */
  readonly strictSsl?: boolean;
}
