/** Names of files that usually hold keys and passwords; lower case, as they are compared. */
const SECRET =
  /^(?:\.env(?:\..+)?|.+\.env|\.envrc|\.netrc|_netrc|\.npmrc|\.pypirc|\.pgpass|\.my\.cnf|\.htpasswd|\.git-credentials|credentials(?:\.(?:json|ya?ml|toml|ini|csv))?|secrets?(?:\..+)?|id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?(?:\.pub)?|known_hosts|authorized_keys|.+\.(?:pem|key|ppk|p12|pfx|p8|jks|keystore|kdbx|asc|gpg|pgp|ovpn|tfvars|tfstate(?:\.backup)?))$/;
/** Folders whose files all are. */
const SECRET_FOLDER = /(?:^|\/)\.(?:ssh|gnupg|aws|azure|kube|docker)\//;

/** Whether a file is likely to hold secrets, by its path with slashes. The list is in docs/context.md. */
export function isSecretPath(path: string): boolean {
  const lower = path.toLowerCase();
  return SECRET.test(lower.slice(lower.lastIndexOf('/') + 1)) || SECRET_FOLDER.test(lower);
}
