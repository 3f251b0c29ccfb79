"""The methods and objects of the Bot API that this server knows: names, types, what is required.

One line a field: `name: types`, with `!` where it is required. `tests/sandbox/test_methods_table.py` compares
the whole with the Bot API's own description where that is at hand.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter or a member of an object."""

    name: str
    types: tuple[str, ...]
    required: bool


Fields = dict[str, Field]


def _fields(text: str) -> Fields:
    fields = {}
    for item in text.split(";"):
        name, _, types = item.strip().partition(": ")
        if name:
            fields[name.rstrip("!")] = Field(name.rstrip("!"), tuple(types.split("|")), name.endswith("!"))
    return fields


_CHAT = "chat_id!: Integer|String;"
_MAYBE_CHAT = "chat_id: Integer|String; message_id: Integer; inline_message_id: String;"
_BUSINESS = "business_connection_id: String;"
_MARKUP = "reply_markup: InlineKeyboardMarkup|ReplyKeyboardMarkup|ReplyKeyboardRemove|ForceReply;"
_INLINE_MARKUP = "reply_markup: InlineKeyboardMarkup;"
_LANGUAGE = "language_code: String;"
_SCOPE = "scope: BotCommandScope;" + _LANGUAGE
_SENDING = (
    _CHAT + _BUSINESS + _MARKUP + "message_thread_id: Integer; direct_messages_topic_id: Integer; parse_mode: String;"
    "disable_notification: Boolean; protect_content: Boolean; allow_paid_broadcast: Boolean;"
    "message_effect_id: String; suggested_post_parameters: SuggestedPostParameters;"
    "reply_parameters: ReplyParameters;"
)

METHODS: dict[str, Fields] = {
    name: _fields(text)
    for name, text in {
        "getMe": "",
        "logOut": "",
        "close": "",
        "getUpdates": "offset: Integer; limit: Integer; timeout: Integer; allowed_updates: Array of String",
        "setWebhook": "url!: String; certificate: InputFile; ip_address: String; max_connections: Integer;"
        "allowed_updates: Array of String; drop_pending_updates: Boolean; secret_token: String",
        "deleteWebhook": "drop_pending_updates: Boolean",
        "getWebhookInfo": "",
        "sendMessage": _SENDING
        + "text!: String; entities: Array of MessageEntity; link_preview_options: LinkPreviewOptions",
        "sendPhoto": _SENDING + "photo!: InputFile|String; caption: String; caption_entities: Array of MessageEntity;"
        "show_caption_above_media: Boolean; has_spoiler: Boolean",
        "sendChatAction": _CHAT + _BUSINESS + "message_thread_id: Integer; action!: String",
        "editMessageText": _MAYBE_CHAT + _BUSINESS + _INLINE_MARKUP + "text: String; parse_mode: String;"
        "entities: Array of MessageEntity; link_preview_options: LinkPreviewOptions;"
        "rich_message: InputRichMessage",
        "editMessageMedia": _MAYBE_CHAT + _BUSINESS + _INLINE_MARKUP + "media!: InputMedia",
        "editMessageReplyMarkup": _MAYBE_CHAT + _BUSINESS + _INLINE_MARKUP,
        "deleteMessage": _CHAT + "message_id!: Integer",
        "pinChatMessage": _CHAT + _BUSINESS + "message_id!: Integer; disable_notification: Boolean",
        "answerCallbackQuery": "callback_query_id!: String; text: String; show_alert: Boolean; url: String;"
        "cache_time: Integer",
        "answerInlineQuery": "inline_query_id!: String; results!: Array of InlineQueryResult;"
        "cache_time: Integer; is_personal: Boolean; next_offset: String; button: InlineQueryResultsButton",
        "getChat": _CHAT,
        "getChatMember": _CHAT + "user_id!: Integer",
        "getChatAdministrators": _CHAT + "return_bots: Boolean",
        "leaveChat": _CHAT,
        "setMyCommands": "commands!: Array of BotCommand;" + _SCOPE,
        "getMyCommands": _SCOPE,
        "deleteMyCommands": _SCOPE,
        "setMyDescription": "description: String;" + _LANGUAGE,
        "setMyShortDescription": "short_description: String;" + _LANGUAGE,
    }.items()
}

# Objects that requests carry. One not listed here is only checked for being an object.
OBJECTS: dict[str, Fields] = {
    name: _fields(text)
    for name, text in {
        "MessageEntity": "type!: String; offset!: Integer; length!: Integer; url: String; user: User;"
        "language: String; custom_emoji_id: String; unix_time: Integer; date_time_format: String",
        "LinkPreviewOptions": "is_disabled: Boolean; url: String; prefer_small_media: Boolean;"
        "prefer_large_media: Boolean; show_above_text: Boolean",
        "ReplyParameters": "message_id!: Integer; chat_id: Integer|String;"
        "allow_sending_without_reply: Boolean; quote: String; quote_parse_mode: String;"
        "quote_entities: Array of MessageEntity; quote_position: Integer; checklist_task_id: Integer;"
        "poll_option_id: String",
        "InputMediaPhoto": "type!: String; media!: String; caption: String; parse_mode: String;"
        "caption_entities: Array of MessageEntity; show_caption_above_media: Boolean; has_spoiler: Boolean",
        "InlineQueryResultArticle": "type!: String; id!: String; title!: String;"
        "input_message_content!: InputMessageContent; reply_markup: InlineKeyboardMarkup; url: String;"
        "description: String; thumbnail_url: String; thumbnail_width: Integer; thumbnail_height: Integer",
        "InputTextMessageContent": "message_text!: String; parse_mode: String; entities: Array of MessageEntity;"
        "link_preview_options: LinkPreviewOptions",
        "InlineQueryResultsButton": "text!: String; web_app: WebAppInfo; start_parameter: String",
        "BotCommand": "command!: String; description!: String",
        "InlineKeyboardMarkup": "inline_keyboard!: Array of Array of InlineKeyboardButton",
        "InlineKeyboardButton": "text!: String; icon_custom_emoji_id: String; style: String; url: String;"
        "callback_data: String; web_app: WebAppInfo; login_url: LoginUrl; switch_inline_query: String;"
        "switch_inline_query_current_chat: String;"
        "switch_inline_query_chosen_chat: SwitchInlineQueryChosenChat;"
        "copy_text: CopyTextButton; callback_game: CallbackGame; pay: Boolean",
        "ReplyKeyboardMarkup": "keyboard!: Array of Array of KeyboardButton; is_persistent: Boolean;"
        "resize_keyboard: Boolean; one_time_keyboard: Boolean;"
        "input_field_placeholder: String; selective: Boolean",
        "ReplyKeyboardRemove": "remove_keyboard!: Boolean; selective: Boolean",
        "ForceReply": "force_reply!: Boolean; input_field_placeholder: String; selective: Boolean",
    }.items()
}
