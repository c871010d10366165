import { ButtonLink } from "@/components/controls/Button.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** A way out to each provider one can sign in by. */
export function ProviderLinks({ providers, next, again = false }: {
  providers: readonly { readonly id: string; readonly name: string }[];
  /** Where to go afterwards; empty for the usual place. */
  next: string;
  /** Is somebody signed in already, who is to prove it once more? */
  again?: boolean;
}) {
  const { t } = useReader();
  if (providers.length === 0) return null;
  const query = new URLSearchParams({
    ...(again ? { again: "" } : {}),
    ...(next ? { next } : {}),
  }).toString();
  return (
    <div class={again ? "actions" : "form"} data-providers>
      {providers.map(({ id, name }) => (
        <div key={id} class="field">
          <ButtonLink href={`/sign-in/with/${id}${query && `?${query}`}`}>
            {t("entrance.provider.sign_in", { name })}
          </ButtonLink>
        </div>
      ))}
    </div>
  );
}
