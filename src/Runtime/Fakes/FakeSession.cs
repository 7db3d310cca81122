using TypedModels.Engines;
using TypedModels.Runtime.Calls;

namespace TypedModels.Runtime.Fakes;

/// <summary>A model whose answers come from delegates: the test double behind <c>X.Fake(…)</c>. Everything around the answers is the real thing.</summary>
internal sealed class FakeSession(IReadOnlyList<SignatureBinding> signatures, Action<FakeCall>?[] answers) : EngineSession
{
    public override string EngineName => "fake";

    public override bool CanStopCalls => false;

    public override CallFrame CreateFrame(int signature) => new FakeFrame(signatures[signature], answers[signature]);

    public override void Dispose()
    {
    }
}
