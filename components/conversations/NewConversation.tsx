import {
  NewConversationForm,
  type NewConversationValues,
} from "@/components/conversations/NewConversationForm.tsx";
import { Page } from "@/components/layout/Page.tsx";
import type { Profile } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** What the page needs; errors and sentence only when the form was refused. */
export interface NewConversationProps {
  token: string;
  people: readonly Profile[];
  search: boolean;
  values: Partial<NewConversationValues>;
  errors?: Readonly<Record<string, string>>;
  sentence?: string | undefined;
}

/** The page on which a conversation begins. */
export function NewConversation(props: NewConversationProps) {
  const { t } = useReader();
  return (
    <Page title={t("inbox.new.title")} back="/conversations">
      <NewConversationForm {...props} />
    </Page>
  );
}
