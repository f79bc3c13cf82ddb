export function OrganizationsPage() { return <p>Organizations</p>; }
